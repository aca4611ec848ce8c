package org.shuttersend.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The tus `Upload-Metadata` header: pairs of a key and a Base64 value, in order.
public record UploadMetadata(Map<String, String> values) {
  public static final String FILENAME = "filename";
  public static final String RELATIVE_PATH = "relativePath";
  public static final String FOLDER = "folder";
  public static final String SHA256 = "sha256";
  public static final String MODIFIED = "modified";
  public static final String CONTENT_TYPE = "contentType";
  public static final String DELIVERY = "delivery";

  public UploadMetadata {
    values = Map.copyOf(values);
  }

  public String header() {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + " " + base64(e.getValue()))
        .collect(Collectors.joining(","));
  }

  /// @throws IllegalArgumentException if it is not of the form tus gives it
  public static UploadMetadata parse(String header) {
    var values = new LinkedHashMap<String, String>();
    if (header.isBlank()) {
      return new UploadMetadata(values);
    }
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", -1);
      if (parts.length > 2 || parts[0].isEmpty()) {
        throw new IllegalArgumentException(
            "Upload-Metadata is not a list of 'key base64value' pairs");
      }
      if (values.put(parts[0], parts.length == 2 ? text(parts[1]) : "") != null) {
        throw new IllegalArgumentException("Upload-Metadata names " + parts[0] + " twice");
      }
    }
    return new UploadMetadata(values);
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Upload-Metadata holds a value that is not UTF-8", e);
    }
  }
}
