package org.shuttersend.destination.studio;

import java.io.IOException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.shuttersend.destination.Answers;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.wire.Json;

/// JSON answers, bounded and typed.
final class Bodies {
  private static final long LIMIT = 4L * 1024 * 1024;

  private Bodies() {}

  static <T> T read(Response response, Class<T> type, Http http) throws DeliveryException {
    try {
      return Json.read(response.peekBody(LIMIT).string(), type);
    } catch (Json.MalformedJson e) {
      throw new DeliveryException(
          Answers.notAReceiver("HTTP " + response.code() + ", " + e.getMessage(), http.clock()), e);
    } catch (IOException e) {
      throw http.lost(e);
    }
  }

  /// A part that the answer of a receiver always has; another program's JSON has not.
  static <T> T part(@Nullable T part, String name, Http http) throws DeliveryException {
    if (part == null) {
      throw new DeliveryException(Answers.notAReceiver("an answer without " + name, http.clock()));
    }
    return part;
  }
}
