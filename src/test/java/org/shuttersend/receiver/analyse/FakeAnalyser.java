package org.shuttersend.receiver.analyse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A real server on the loopback interface that answers as it was told, and writes down what it was
/// asked.
final class FakeAnalyser implements AutoCloseable {
  /// @param retryAfter of the answer; empty for none
  record Answer(int status, String body, String retryAfter) {}

  static final Answer FACES = new Answer(200, "{\"faces\":[{\"name\":\"Anna\"}]}", "");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Answer> next = new ConcurrentLinkedQueue<>();
  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger bodyBytes = new AtomicInteger();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /// Each answer takes one; there are plenty unless a test takes them.
  final Semaphore gate = new Semaphore(1_000_000);

  FakeAnalyser() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/faces");
  }

  /// The answers to come, before it always finds faces.
  void answers(Answer... answers) {
    next.addAll(List.of(answers));
  }

  List<Map<String, List<String>>> asked() {
    return asked;
  }

  int bodyBytes() {
    return bodyBytes.get();
  }

  /// The most requests at once there were.
  int most() {
    return most.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try (exchange) {
      asked.add(Map.copyOf(exchange.getRequestHeaders()));
      bodyBytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
      gate.acquire();
      Answer answer = next.poll();
      send(exchange, answer == null ? FACES : answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      now.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (!answer.retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
    }
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
