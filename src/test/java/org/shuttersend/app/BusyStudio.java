package org.shuttersend.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.PhotosPage;

/// Senders that push as much as they may, and people who look through photos meanwhile, all of them
/// over real sockets. Each obeys what it is answered.
final class BusyStudio {
  private static final String SAMPLE = "/org/shuttersend/app/samples/5.jpg";
  private static final int PIECE = 60_000;
  private static final int LOOKED_THROUGH = 5;
  private static final long PAUSE_MILLIS = 1_050;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final byte[] sample;
  private final int size;
  private final Latencies uploads = new Latencies();
  private final Latencies pages = new Latencies();
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicReference<Throwable> trouble = new AtomicReference<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /// @param size bytes of each photo
  BusyStudio(URI server, int size) throws IOException {
    this.server = server;
    this.size = size;
    try (InputStream in = Objects.requireNonNull(BusyStudio.class.getResourceAsStream(SAMPLE))) {
      this.sample = in.readAllBytes();
    }
  }

  Latencies uploads() {
    return uploads;
  }

  Latencies pages() {
    return pages;
  }

  int delivered() {
    return delivered.get();
  }

  /// Answers that said to come again later.
  int refused() {
    return refused.get();
  }

  /// Returns when every sender has sent its photos.
  ///
  /// @param senders their tokens
  /// @param viewers theirs
  /// @param photos of each sender
  void run(List<String> senders, List<String> viewers, int photos) throws InterruptedException {
    var looking = new ArrayList<Thread>();
    viewers.forEach(token -> looking.add(start("viewer", () -> look(token))));
    var sending = new ArrayList<Thread>();
    for (int i = 0; i < senders.size(); i++) {
      String token = senders.get(i);
      var random = new Random(i);
      sending.add(start("sender", () -> send(token, photos, random)));
    }
    for (Thread sender : sending) {
      sender.join();
    }
    end.countDown();
    for (Thread viewer : looking) {
      viewer.join();
    }
    if (trouble.get() != null) {
      throw new AssertionError(trouble.get());
    }
  }

  private Thread start(String name, Work work) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (IOException | InterruptedException | RuntimeException | Error e) {
            trouble.compareAndSet(null, e);
          }
        });
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void send(String token, int photos, Random random)
      throws IOException, InterruptedException {
    for (int i = 0; i < photos; i++) {
      byte[] photo = photo(random);
      String name = "P%05d.jpg".formatted(i);
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/api/uploads"))
              .header("Authorization", "Bearer " + token)
              .header("Tus-Resumable", "1.0.0")
              .header("Upload-Length", Integer.toString(photo.length))
              .header("Upload-Metadata", "filename " + base64(name) + ",folder " + base64("Hot"))
              .header("Idempotency-Key", token.hashCode() + "-" + i)
              .header("Content-Type", "application/offset+octet-stream")
              .POST(BodyPublishers.ofByteArray(photo))
              .build();
      answered(request, 201, uploads::add);
      delivered.incrementAndGet();
    }
  }

  private void look(String token) throws IOException, InterruptedException {
    while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      String cursor = "";
      for (int i = 0; i < LOOKED_THROUGH; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    server.resolve(
                        "/api/all-photos" + (cursor.isEmpty() ? "" : "?cursor=" + cursor)))
                .header("Authorization", "Bearer " + token)
                .build();
        String page = answered(request, 200, pages::add);
        cursor = Json.read(page, PhotosPage.class).next().orElse("");
        if (cursor.isEmpty() || end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
  }

  /// Asks again as long as it is told to come later.
  private String answered(HttpRequest request, int expected, LongConsumer nanos)
      throws IOException, InterruptedException {
    while (true) {
      long began = System.nanoTime();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      nanos.accept(System.nanoTime() - began);
      if (answer.statusCode() == expected) {
        return answer.body();
      }
      if (answer.statusCode() != 503 && answer.statusCode() != 429) {
        throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
      refused.incrementAndGet();
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
      if (end.await(seconds, TimeUnit.SECONDS) && expected == 200) {
        return "{\"photos\":[]}";
      }
    }
  }

  /// A real picture with what nobody reads, so that no two are alike.
  private byte[] photo(Random random) {
    var out = new ByteArrayOutputStream(size);
    out.write(sample, 0, 2);
    int left = size - sample.length;
    while (left > 4) {
      byte[] comment = new byte[Math.min(left, PIECE) - 4];
      random.nextBytes(comment);
      int length = comment.length + 2;
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) (length >> 8), (byte) length});
      out.writeBytes(comment);
      left -= comment.length + 4;
    }
    out.write(sample, 2, sample.length - 2);
    return out.toByteArray();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How long answers took. Any thread.
  static final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long time) {
      nanos.add(time);
    }

    synchronized int count() {
      return nanos.size();
    }

    /// Milliseconds; 0 with none.
    synchronized double percentile(double share) {
      if (nanos.isEmpty()) {
        return 0;
      }
      List<Long> sorted = nanos.stream().sorted().toList();
      return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())))
          / 1e6;
    }
  }
}
