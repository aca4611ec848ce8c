package org.shuttersend.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The head of a request or an answer of HTTP/1.1, as it came, and how its body ends.
///
/// @param isSent whether the head has been passed on before
record HttpMessage(String head, boolean isSent) {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int CHUNK = 16 * 1024;

  /// Takes the bytes of a body.
  @FunctionalInterface
  interface Bytes {
    void take(byte[] buffer, int length) throws IOException;
  }

  /// @return empty at the end of the connection
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!endsWith(head, "\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        if (head.isEmpty()) {
          return Optional.empty();
        }
        throw new EOFException("in the head");
      }
      if (head.length() > LONGEST_HEAD) {
        throw new IOException("a head without end");
      }
      head.append((char) next);
    }
    return Optional.of(new HttpMessage(head.toString()));
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length()
        && text.substring(text.length() - end.length()).equals(end);
  }

  private HttpMessage(String head) {
    this(head, false);
  }

  /// What is left to be passed on of the head.
  byte[] unsent() {
    return isSent ? new byte[0] : bytes();
  }

  HttpMessage bodyOnly() {
    return new HttpMessage(head, true);
  }

  byte[] bytes() {
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /// The path of a request with its query.
  String target() {
    return head.split(" ", 3)[1];
  }

  int status() {
    return Integer.parseInt(head.split(" ", 3)[1].strip());
  }

  private Optional<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /// Whether whoever sent it waits with its body.
  boolean waits() {
    return header("Expect").isPresent();
  }

  /// The same, sent at once.
  HttpMessage withoutWaiting() {
    return new HttpMessage(head.replaceAll("(?i)\r\nExpect:[^\r]*", ""));
  }

  boolean closes() {
    return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
  }

  /// Passes the body of a request on.
  void requestBody(InputStream in, Bytes out) throws IOException {
    exactly(in, header("Content-Length").map(Long::parseLong).orElse(0L), out);
  }

  /// Passes the body of an answer on, however its end is told, with the marks of its chunks.
  void answerBody(InputStream in, boolean toHead, Bytes out) throws IOException {
    if (toHead || status() == 204 || status() == 304) {
      return;
    }
    if (header("Transfer-Encoding").isPresent()) {
      chunks(in, out);
    } else {
      Optional<String> length = header("Content-Length");
      exactly(in, length.map(Long::parseLong).orElse(Long.MAX_VALUE), out);
    }
  }

  private static void exactly(InputStream in, long length, Bytes out) throws IOException {
    byte[] buffer = new byte[CHUNK];
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        if (length == Long.MAX_VALUE) {
          return;
        }
        throw new EOFException("in a body");
      }
      out.take(buffer, n);
      left -= n;
    }
  }

  private static void chunks(InputStream in, Bytes out) throws IOException {
    long size;
    do {
      String mark = line(in);
      byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
      out.take(bytes, bytes.length);
      size = Long.parseLong(mark.strip().split(";", 2)[0], 16);
      exactly(in, size + 2, out);
    } while (size > 0);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (!endsWith(line, "\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("in a chunk");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  /// An answer of something between the two ends.
  static void answer(OutputStream out, int status, int retryAfterSeconds) throws IOException {
    String body = "{\"title\":\"Not now\",\"status\":%d}".formatted(status);
    out.write(
        """
        HTTP/1.1 %d Fault\r
        Content-Type: application/problem+json\r
        Retry-After: %d\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(status, retryAfterSeconds, body.length(), body)
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
