package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.FileBody;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.Reading;

/// How well the limits are kept as a server sees it, in real time: a figure for a quiet machine.
@Tag("bench")
class PolitenessSpeedTest {
  private static final int WORKERS = 8;
  private static final long SECOND = 1_000_000_000L;
  private static final int SECONDS = 12;

  @TempDir Path temp;
  private final Governor governor =
      new Governor(WORKERS, Clock.systemUTC(), System::nanoTime, new Random());
  private final List<long[]> arrivals = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean ends = new AtomicBoolean();
  private com.sun.net.httpserver.HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        com.sun.net.httpserver.HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          arrivals.add(new long[] {System.nanoTime(), 0});
          byte[] buffer = new byte[64 * 1024];
          try (InputStream body = exchange.getRequestBody()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
              arrivals.add(new long[] {System.nanoTime(), read});
            }
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void run(Http http, java.util.function.Supplier<okhttp3.Request> request)
      throws InterruptedException {
    var done = new CountDownLatch(WORKERS);
    for (int i = 0; i < WORKERS; i++) {
      Thread.ofPlatform()
          .start(() -> {
            while (!ends.get()) {
              try (Response response = http.body(request.get())) {
                assertThat(response.code()).isEqualTo(204);
              } catch (DeliveryException e) {
                throw new IllegalStateException(e);
              }
            }
            done.countDown();
          });
    }
    long end = System.nanoTime() + SECONDS * SECOND;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(SECOND / 10);
    }
    ends.set(true);
    done.await();
  }

  @Test
  void requestsPerSecond() throws InterruptedException {
    governor.requestsPerSecond(OptionalDouble.of(20));
    try (Http http = http()) {
      run(http, () -> http.request("/photos").post(RequestBody.create(new byte[1])).build());
    }
    List<Long> times = arrivals.stream().filter(a -> a[1] == 0).map(a -> a[0]).sorted().toList();
    int most = 0;
    for (int from = 0, to = 0; to < times.size(); to++) {
      while (times.get(to) - times.get(from) >= SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    System.out.printf(
        "20 requests/s: %d in %d s, at most %d in one second%n", times.size(), SECONDS, most);
    assertThat(times.size()).isGreaterThan(SECONDS * 15);
  }

  @Test
  void bytesPerSecond() throws IOException, InterruptedException {
    Path file = Files.write(temp.resolve("photo.jpg"), new byte[3_000_000]);
    long limit = 4_000_000;
    governor.bytesPerSecond(OptionalLong.of(limit));
    try (Http http = http()) {
      run(
          http,
          () ->
              http.request("/photos")
                  .post(
                      new FileBody(
                          file,
                          0,
                          3_000_000,
                          MediaType.get("image/jpeg"),
                          _ -> {},
                          new Reading() {},
                          http.gate()))
                  .build());
    }
    long first = arrivals.stream().mapToLong(a -> a[0]).min().orElseThrow() + SECOND / 2;
    long bytes =
        arrivals.stream()
            .filter(a -> a[0] >= first && a[0] < first + 10 * SECOND)
            .mapToLong(a -> a[1])
            .sum();
    System.out.printf(
        "4 MB/s: %.3f MB/s over 10 s, %+.1f %%%n", bytes / 1e7, bytes * 10.0 / limit - 100);
    assertThat(bytes).isGreaterThan(limit * 7);
  }

  private Http http() {
    return new Http(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        "token",
        Clock.systemUTC(),
        governor);
  }
}
