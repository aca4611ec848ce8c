package org.shuttersend.destination;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.shuttersend.model.Failure;

/// The HTTP clients of one destination: same connections, different patience. HTTP/1.1, since
/// HTTP/2's windows slow big bodies; redirects are not followed: bodies go where the user said,
/// nowhere else.
public final class Http implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CONTROL = Duration.ofSeconds(10);
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final int IDLE_CONNECTIONS = 16;

  private final HttpUrl base;
  private final String token;
  private final Clock clock;
  private final Gate gate;
  private final OkHttpClient bodies;
  private final OkHttpClient control;

  /// @param base with a scheme and a host
  /// @param token sent as a bearer token, never logged
  /// @param gate asked before each request
  public Http(URI base, String token, Clock clock, Gate gate) {
    this.gate = gate;
    this.base = HttpUrl.get(base.toString());
    this.token = token;
    this.clock = clock;
    this.bodies =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .followRedirects(false)
            // A body must never be sent twice behind our back.
            .retryOnConnectionFailure(false)
            .connectTimeout(CONNECT)
            .readTimeout(STALL)
            .writeTimeout(STALL)
            .callTimeout(Duration.ZERO)
            .build();
    this.control = bodies.newBuilder().retryOnConnectionFailure(true).callTimeout(CONTROL).build();
  }

  public Clock clock() {
    return clock;
  }

  /// Host, and port where it is not the usual one: what people call the server.
  public String host() {
    return base.port() == HttpUrl.defaultPort(base.scheme())
        ? base.host()
        : base.host() + ":" + base.port();
  }

  /// @param path below the address, which may have a path of its own
  /// @param query names and values by turns
  public Request.Builder request(String path, String... query) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments(path.substring(1));
    for (int i = 0; i < query.length; i += 2) {
      url.addQueryParameter(query[i], query[i + 1]);
    }
    return to(url.build());
  }

  /// The address as the user gave it.
  public Request.Builder root() {
    return to(base);
  }

  /// @param location absolute, or relative to the address; another server's is refused
  public Request.Builder at(String location) throws DeliveryException {
    HttpUrl url = base.resolve(location);
    if (url == null
        || !url.scheme().equals(base.scheme())
        || !url.host().equals(base.host())
        || url.port() != base.port()) {
      throw new DeliveryException(Answers.notAReceiver("Location: " + location, clock));
    }
    return to(url);
  }

  private Request.Builder to(HttpUrl url) {
    return new Request.Builder().url(url).header("Authorization", "Bearer " + token);
  }

  /// A small question with a small answer, safe to ask again.
  public Response control(Request request) throws DeliveryException {
    return execute(control.newCall(request));
  }

  /// A call with a photo's bytes: as long as bytes move, it goes on.
  public Response body(Request request) throws DeliveryException {
    return execute(bodies.newCall(request));
  }

  /// A stream that stays open; silence longer than this breaks it.
  public Response stream(Request request, Duration silence) throws DeliveryException {
    return execute(bodies.newBuilder().readTimeout(silence).build().newCall(request));
  }

  private Response execute(Call call) throws DeliveryException {
    try (Gate.Pass pass = gate.request()) {
      try {
        Response response = call.execute();
        tell(pass, response);
        return response;
      } catch (IOException e) {
        DeliveryException lost = lost(e);
        pass.failed(lost.failure());
        throw lost;
      }
    }
  }

  /// Told before anybody reads the answer: nobody is to send another request in between.
  private void tell(Gate.Pass pass, Response response) {
    Answers.hold(response, clock).ifPresent(pass::failed);
    if (response.isSuccessful()) {
      pass.answered();
    }
  }

  /// Asked before each piece of a photo.
  public Gate gate() {
    return gate;
  }

  public DeliveryException lost(IOException e) {
    Failure failure = Faults.failure(e, host());
    return new DeliveryException(failure, e);
  }

  public DeliveryException unexpected(Response response) {
    return new DeliveryException(Answers.failure(response, clock));
  }

  @Override
  public void close() {
    bodies.dispatcher().cancelAll();
    bodies.connectionPool().evictAll();
    bodies.dispatcher().executorService().shutdown();
  }
}
