package org.shuttersend.destination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.shuttersend.wire.Names;

/// The HTTP clients of one destination: same connections, different patience. HTTP/1.1, since
/// HTTP/2's windows slow big bodies; redirects are not followed: bodies go where the user said,
/// nowhere else.
public final class Http implements AutoCloseable {
  private static final long WORDS = 64 * 1024;
  private static final int IDLE_CONNECTIONS = 16;

  private final HttpUrl base;
  private final String token;
  private final Clock clock;
  private final Gate gate;
  private final OkHttpClient bodies;
  private final OkHttpClient control;
  private final LongSupplier nanos;
  private final Stalls stalls;
  private volatile boolean closed;

  /// @param base with a scheme and a host
  /// @param token sent as a bearer token, never logged
  /// @param gate asked before each request
  public Http(URI base, String token, Clock clock, Gate gate) {
    this(base, token, clock, gate, TimeLimits.USUAL, System::nanoTime, new OkHttpClient.Builder());
  }

  /// @param nanos the steady clock
  /// @param network how names and certificates are looked at
  Http(
      URI base,
      String token,
      Clock clock,
      Gate gate,
      TimeLimits limits,
      LongSupplier nanos,
      OkHttpClient.Builder network) {
    this.base = HttpUrl.get(base.toString());
    this.token = token;
    this.clock = clock;
    this.gate = gate;
    this.nanos = nanos;
    this.stalls = new Stalls(limits.stall(), nanos);
    this.bodies =
        network
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new PromptSockets())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .followRedirects(false)
            // A body must never be sent twice behind our back.
            .retryOnConnectionFailure(false)
            .connectTimeout(limits.connect())
            // Watched by their progress.
            .readTimeout(TimeLimits.LAST_RESORT)
            .writeTimeout(TimeLimits.LAST_RESORT)
            .callTimeout(Duration.ZERO)
            .addNetworkInterceptor(Http::connected)
            .build();
    this.control =
        bodies
            .newBuilder()
            .retryOnConnectionFailure(true)
            .readTimeout(limits.control())
            .writeTimeout(limits.control())
            .callTimeout(limits.control())
            .build();
  }

  /// Called once there is a connection. "Try again in 0 seconds" would be done by the library,
  /// behind our back.
  private static Response connected(Interceptor.Chain chain) throws IOException {
    Reached reached = chain.request().tag(Reached.class);
    if (reached != null) {
      reached.yes = true;
    }
    Response response = chain.proceed(chain.request());
    return response.header(Names.RETRY_AFTER, "").strip().matches("0+")
        ? response.newBuilder().header(Names.RETRY_AFTER, "1").build()
        : response;
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
    return execute(control, request);
  }

  /// A call with a photo's bytes, or one that makes room for them: never made twice by itself, and
  /// as long as bytes move, it goes on.
  public Response body(Request request) throws DeliveryException {
    RequestBody body = Objects.requireNonNull(request.body());
    return passed(reached -> {
      Movement movement = stalls.begins(body.contentLength());
      Request watched =
          tagged(request, reached)
              .method(request.method(), new WatchedBody(body, movement, nanos))
              .build();
      return followed(bodies.newCall(watched), movement);
    });
  }

  private Response followed(Call call, Movement movement) throws IOException {
    try (var watch = stalls.watch(call, movement)) {
      try {
        Response response = call.execute();
        return response.isSuccessful() ? response : heard(response);
      } catch (IOException e) {
        throw watch.hasStalled() ? stalled(e) : e;
      }
    }
  }

  /// A failure with its words, as far as they come while the call is followed.
  private static Response heard(Response response) {
    try (response) {
      return response.newBuilder().body(response.peekBody(WORDS)).build();
    } catch (IOException e) {
      return response.newBuilder().body(ResponseBody.EMPTY).build();
    }
  }

  private static IOException stalled(IOException e) {
    var stalled = new InterruptedIOException("no byte moves");
    stalled.initCause(e);
    return stalled;
  }

  /// A stream that stays open; silence longer than this breaks it.
  public Response stream(Request request, Duration silence) throws DeliveryException {
    OkHttpClient patient = bodies.newBuilder().readTimeout(silence).build();
    return passed(reached -> patient.newCall(tagged(request, reached).build()).execute(), false);
  }

  private Response execute(OkHttpClient client, Request request) throws DeliveryException {
    return passed(reached -> client.newCall(tagged(request, reached).build()).execute());
  }

  /// Like [#control], about what became of photos: what the server will not answer now concerns
  /// whoever asked, and no photo waits for it.
  public Response aside(Request request) throws DeliveryException {
    return passed(reached -> control.newCall(tagged(request, reached).build()).execute(), false);
  }

  private interface Exchange {
    Response run(Reached reached) throws IOException;
  }

  private Response passed(Exchange exchange) throws DeliveryException {
    return passed(exchange, true);
  }

  /// @param holds whether all have to wait where this one has to
  private Response passed(Exchange exchange, boolean holds) throws DeliveryException {
    var reached = new Reached();
    try (Gate.Pass pass = gate.request()) {
      try {
        if (closed) {
          throw new IOException("closed");
        }
        Response response = exchange.run(reached);
        tell(pass, response, holds);
        return response;
      } catch (IOException e) {
        DeliveryException lost = lost(e, reached.yes);
        pass.failed(lost.failure());
        throw lost;
      }
    }
  }

  /// Told before anybody acts on the answer: nobody is to send another request in between.
  private void tell(Gate.Pass pass, Response response, boolean holds) {
    if (holds) {
      RateLimits.in(response.headers(), clock.instant())
          .ifPresent(quota -> pass.quota(quota.remaining(), quota.reset()));
      Answers.hold(response, clock).ifPresent(pass::failed);
    }
    if (response.isSuccessful()) {
      pass.answered();
    }
  }

  /// Asked before each piece of a photo.
  public Gate gate() {
    return gate;
  }

  private static Request.Builder tagged(Request request, Reached reached) {
    return request.newBuilder().tag(Reached.class, reached);
  }

  /// Whether a request had a connection; written and read by the thread that sends it.
  private static final class Reached {
    private boolean yes;
  }

  /// An answer broke off.
  public DeliveryException lost(IOException e) {
    return lost(e, true);
  }

  private DeliveryException lost(IOException e, boolean wasConnected) {
    return new DeliveryException(Faults.failure(e, wasConnected, host(), clock), e);
  }

  public DeliveryException unexpected(Response response) {
    return new DeliveryException(Answers.failure(response, clock));
  }

  @Override
  public void close() {
    closed = true; // nothing is begun any more: whoever tries again hears so at once
    bodies.dispatcher().cancelAll();
    bodies.connectionPool().evictAll();
    bodies.dispatcher().executorService().shutdown();
  }
}
