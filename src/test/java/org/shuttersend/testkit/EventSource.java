package org.shuttersend.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Listens as a browser does: comes back at once when it is cut off, and says which event was the
/// last it heard to its end.
public final class EventSource implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final String token;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closing;

  /// Used by its own thread only.
  private Optional<String> last = Optional.empty();

  /// @param id empty where it has none
  public record Event(String id, String kind, String data) {}

  public EventSource(URI uri, String token) {
    this.uri = uri;
    this.token = token;
    this.thread = Thread.ofPlatform().daemon().name("event-source").start(this::run);
  }

  /// What was heard to its end, in that order.
  public List<Event> events() {
    return events;
  }

  public List<Event> events(String kind) {
    return events.stream().filter(event -> event.kind.equals(kind)).toList();
  }

  /// How often it was connected.
  public int connections() {
    return connections.get();
  }

  public int heartbeats() {
    return heartbeats.get();
  }

  private void run() {
    while (!closing) {
      try {
        listen();
      } catch (IOException e) {
        // Cut off.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    last.ifPresent(id -> request.header("Last-Event-ID", id));
    var answer = client.send(request.build(), BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (answer.statusCode() == 200) {
        connections.incrementAndGet();
      }
      String id = "";
      String kind = "";
      String data = "";
      @Nullable String line;
      while ((line = lines.readLine()) != null) {
        int colon = line.indexOf(": ");
        String value = colon < 0 ? "" : line.substring(colon + 2);
        if (line.startsWith(":")) {
          heartbeats.incrementAndGet();
        } else if (line.startsWith("id: ")) {
          id = value;
        } else if (line.startsWith("event: ")) {
          kind = value;
        } else if (line.startsWith("data: ")) {
          data = value;
        } else if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(id, kind, data));
          }
          last = id.isEmpty() ? last : Optional.of(id);
          id = "";
          kind = "";
          data = "";
        }
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    client.shutdownNow();
  }
}
