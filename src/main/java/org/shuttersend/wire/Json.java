package org.shuttersend.wire;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON codec of the wire: snake_case names, RFC 3339 times, unknown fields ignored (so
/// that both ends can grow).
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// @throws MalformedJson if it is not JSON of this shape
  public static <T> T read(InputStream json, Class<T> type) {
    try {
      return present(MAPPER.readValue(json, type));
    } catch (JacksonException e) {
      throw new MalformedJson(e);
    }
  }

  /// @throws MalformedJson if it is not JSON of this shape
  public static <T> T read(String json, Class<T> type) {
    try {
      return present(MAPPER.readValue(json, type));
    } catch (JacksonException e) {
      throw new MalformedJson(e);
    }
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new MalformedJson("null where an object belongs");
    }
    return value;
  }

  /// What came is not the JSON that belongs there.
  public static final class MalformedJson extends RuntimeException {
    MalformedJson(JacksonException cause) {
      super(cause.getOriginalMessage(), cause);
    }

    MalformedJson(String message) {
      super(message);
    }
  }
}
