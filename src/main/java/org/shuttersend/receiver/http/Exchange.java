package org.shuttersend.receiver.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.shuttersend.receiver.page.Frame;
import org.shuttersend.receiver.user.User;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Problem;

/// One request of a known user and its answer. Blocking, used by the request's own thread.
final class Exchange {
  private static final int MAX_JSON = 4 << 20;
  private static final int MAX_DRAINED = 16 << 20;

  /// As long as the server bears silence: where either machine stands still for a few seconds, the
  /// answer must not be lost for it.
  private static final long DRAIN_NANOS = 30_000_000_000L;

  private final Request request;
  private final Response response;
  private final String id;
  private final PacedBody paced;
  private InputStream body;
  private Optional<User> user = Optional.empty();
  private Consumer<String> beforeAnswer = _ -> {};

  /// @param id what stands behind the path of the endpoint, or nothing
  /// @param pace how slowly a body may come
  Exchange(Request request, Response response, String id, Pace pace) {
    this.request = request;
    this.response = response;
    this.id = id;
    this.paced = new PacedBody(Content.Source.asInputStream(request), pace);
    this.body = paced;
  }

  /// Who asks is known now.
  void admit(User asking) {
    user = Optional.of(asking);
  }

  /// @param action gets the name of who asks, before the answer begins and at the end
  void beforeAnswer(Consumer<String> action) {
    beforeAnswer = action;
  }

  /// Whoever asks is known to be served by now.
  void told() {
    user.ifPresent(asking -> beforeAnswer.accept(asking.name()));
  }

  /// The name of the user who asks.
  String owner() {
    return user.orElseThrow().name();
  }

  /// Whether the user who asks may do everything.
  boolean isAdmin() {
    return user.orElseThrow().isAdmin();
  }

  /// Where the request came from.
  SocketAddress remote() {
    return request.getConnectionMetaData().getRemoteSocketAddress();
  }

  String id() {
    return id;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name)).map(String::strip);
  }

  /// @throws Refusal if it is there and not a whole number from 0
  OptionalLong number(String header) {
    Optional<String> text = header(header);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(whole(header, text.get()));
  }

  /// @throws Refusal if it is there and not a whole number from 0
  long queryNumber(String name, long otherwise) {
    Fields query = Request.extractQueryParameters(request);
    String text = query.getValue(name);
    return text == null ? otherwise : whole(name, text);
  }

  /// A text of the query; empty if it is not there.
  String query(String name) {
    String text = Request.extractQueryParameters(request).getValue(name);
    return text == null ? "" : text;
  }

  boolean queryIs(String name, String word) {
    return word.equals(Request.extractQueryParameters(request).getValue(name));
  }

  /// Whether the query has this name, with or without a value.
  boolean asks(String name) {
    return Request.extractQueryParameters(request).get(name) != null;
  }

  private static long whole(String name, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw Refusal.of(400, "malformed", name + " must be a whole number, not '" + text + "'");
  }

  boolean hasBody() {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /// How long the body says it is.
  OptionalLong bodyLength() {
    long length = request.getLength();
    return length >= 0 ? OptionalLong.of(length) : OptionalLong.empty();
  }

  InputStream body() {
    return body;
  }

  /// Whether the body came too slowly, and was given up for it.
  boolean isTooSlow() {
    return paced.isTooSlow();
  }

  /// Bytes of the body that came.
  long received() {
    return paced.received();
  }

  int status() {
    return response.getStatus();
  }

  /// Takes the body and keeps it for whoever reads it.
  ///
  /// @throws Refusal if it is longer
  byte[] rehearse(int most) throws IOException {
    byte[] bytes = bytes(most);
    body = new ByteArrayInputStream(bytes);
    return bytes;
  }

  private byte[] bytes(int most) throws IOException {
    byte[] bytes;
    try {
      bytes = body.readNBytes(most + 1);
    } catch (IOException e) {
      throw cut("The body ended early");
    }
    if (bytes.length > most) {
      throw Refusal.of(413, "The request is longer than " + most + " bytes");
    }
    return bytes;
  }

  /// The body broke off: because nothing came, or too little, or of itself.
  Refusal cut(String title) {
    return isTooSlow()
        ? Refusal.of(408, Problem.TOO_SLOW, "The bytes came too slowly")
        : Refusal.of(400, "malformed", title);
  }

  /// @throws Refusal if the body is not JSON of this shape, or too long
  <T> T json(Class<T> type) throws IOException {
    byte[] bytes = bytes(MAX_JSON);
    try {
      return Json.read(new ByteArrayInputStream(bytes), type);
    } catch (Json.MalformedJson e) {
      throw new Refusal(
          Problem.of(400, "The request is not the JSON that belongs here")
              .withDetail(String.valueOf(e.getMessage())));
    }
  }

  Exchange set(String header, Object value) {
    response.getHeaders().put(header, String.valueOf(value));
    return this;
  }

  void send(int status) throws IOException {
    response.setStatus(status);
    write(true, new byte[0]);
  }

  void send(int status, Object json) throws IOException {
    send(status, "application/json", json);
  }

  /// A page for a browser, which keeps nothing of it.
  void page(int status, Frame.Page page) throws IOException {
    set("Content-Security-Policy", page.policy());
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "same-origin");
    set(HttpHeader.CACHE_CONTROL.asString(), "no-store");
    set(HttpHeader.VARY.asString(), "Accept-Language, Cookie");
    send(status, "text/html; charset=utf-8", page.html().getBytes(StandardCharsets.UTF_8));
  }

  /// Sends the browser to another page.
  void lead(String path) throws IOException {
    set(HttpHeader.CACHE_CONTROL.asString(), "no-store");
    set(HttpHeader.LOCATION.asString(), path).send(303);
  }

  Optional<String> cookie() {
    return Pages.cookie(request);
  }

  /// @param seconds how long the browser keeps it; 0 takes it away
  void cookie(String value, long seconds) {
    set(
        HttpHeader.SET_COOKIE.asString(),
        Pages.COOKIE
            + "="
            + value
            + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
            + seconds
            + (request.isSecure() ? "; Secure" : ""));
  }

  void send(Problem problem) throws IOException {
    send(problem.status(), Problem.MEDIA_TYPE, problem);
  }

  private void send(int status, String type, Object json) throws IOException {
    send(status, type, Json.bytes(json));
  }

  void send(int status, String type, byte[] bytes) throws IOException {
    set(HttpHeader.CONTENT_TYPE.asString(), type);
    set(HttpHeader.CONTENT_LENGTH.asString(), bytes.length);
    response.setStatus(status);
    write(true, bytes);
  }

  /// Starts an answer without an end; `push` brings its pieces.
  void stream(String type) throws IOException {
    set(HttpHeader.CONTENT_TYPE.asString(), type);
    set(HttpHeader.CACHE_CONTROL.asString(), "no-store");
    response.setStatus(200);
  }

  /// From now on the connection is cut once nothing went over it for so long: a write that nobody
  /// takes ends by it.
  void bear(Duration silence) {
    request
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .setIdleTimeout(silence.toMillis());
  }

  /// Sends a piece at once.
  void push(String piece) throws IOException {
    write(false, piece.getBytes(StandardCharsets.UTF_8));
  }

  void end() throws IOException {
    write(true, new byte[0]);
  }

  boolean isAnswered() {
    return response.isCommitted();
  }

  /// Takes what is left of a body that was answered early, bounded in bytes and time, so that the
  /// answer is not lost in a reset of the connection. A sender that waits to be told to go on sends
  /// nothing, and is not asked to.
  void drain() {
    if (!hasBody() || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return;
    }
    long deadline = System.nanoTime() + DRAIN_NANOS;
    byte[] buffer = new byte[64 * 1024];
    int drained = 0;
    try {
      int n;
      while (drained < MAX_DRAINED
          && System.nanoTime() < deadline
          && (n = body.read(buffer)) >= 0) {
        drained += n;
      }
    } catch (IOException e) {
      // The sender has gone; so be it.
    }
  }

  private void write(boolean last, byte[] bytes) throws IOException {
    if (!isAnswered()) {
      told();
    }
    Content.Sink.write(response, last, ByteBuffer.wrap(bytes));
  }
}
