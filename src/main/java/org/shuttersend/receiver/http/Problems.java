package org.shuttersend.receiver.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// The server's own errors (a broken request line, a header too long, draining) as problems, in
/// place of its HTML.
final class Problems extends ErrorHandler {
  private static final long DRAINING_SECONDS = 5;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e
            ? e.getCode()
            : response.getStatus();
    Problem problem = Problem.of(status, String.valueOf(HttpStatus.getMessage(status)));
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      problem =
          Problem.of(status, "The receiver is closing, try again later")
              .withCode(Problem.DRAINING)
              .withRetryAfter(DRAINING_SECONDS);
      response.getHeaders().put(Names.RETRY_AFTER, DRAINING_SECONDS);
    }
    byte[] bytes = Json.bytes(problem);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
    return true;
  }
}
