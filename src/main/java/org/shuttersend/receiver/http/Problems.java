package org.shuttersend.receiver.http;

import java.nio.ByteBuffer;
import java.util.Optional;
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
    Problem problem =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e
            ? of(e)
            : Problem.of(
                response.getStatus(), String.valueOf(HttpStatus.getMessage(response.getStatus())));
    int status = problem.status();
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

  /// A request that cannot be read is its sender's fault, also where it asks for a version of HTTP,
  /// or a coding, that is not spoken here.
  static Problem of(HttpException e) {
    int status =
        switch (e.getCode()) {
          case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.NOT_IMPLEMENTED_501 ->
              HttpStatus.BAD_REQUEST_400;
          default -> e.getCode();
        };
    Problem problem = Problem.of(status, String.valueOf(HttpStatus.getMessage(status)));
    return HttpStatus.isClientError(status)
        ? problem
            .withCode("malformed")
            .withDetail(Optional.ofNullable(e.getReason()).orElse("The request cannot be read"))
        : problem;
  }
}
