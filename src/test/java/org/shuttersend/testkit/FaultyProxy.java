package org.shuttersend.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.shuttersend.testkit.WireFault.Answer;
import org.shuttersend.testkit.WireFault.CutAnswer;
import org.shuttersend.testkit.WireFault.CutRequest;
import org.shuttersend.testkit.WireFault.Damage;
import org.shuttersend.testkit.WireFault.Delay;
import org.shuttersend.testkit.WireFault.Duplicate;
import org.shuttersend.testkit.WireFault.Trickle;

/// A bad network between a sender and a receiver, on the loopback interface: passes HTTP/1.1 on,
/// and does to chosen requests what networks do. While its server is not there it is not there
/// either.
public final class FaultyProxy implements AutoCloseable {
  private final InetSocketAddress address;
  private final int server;
  private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bodyBytes = new AtomicLong();

  /// Guarded by itself.
  private final List<Waiting> faults = new ArrayList<>();

  /// Guarded by this.
  private Optional<Door> door = Optional.empty();

  private record Door(ServerSocket socket, Thread keeper) {}

  private record Waiting(Set<String> methods, String path, int skip, WireFault fault) {
    boolean isFor(HttpMessage request) {
      return methods.contains(request.method()) && request.target().startsWith(path);
    }
  }

  /// Takes a free port; listens once it is told to.
  ///
  /// @param server the port of the server
  public FaultyProxy(int server) throws IOException {
    this.server = server;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
    }
  }

  public String url() {
    return "http://127.0.0.1:" + address.getPort();
  }

  /// The server is there.
  public synchronized void listen() throws IOException {
    if (door.isEmpty()) {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(address);
      door =
          Optional.of(
              new Door(socket, Thread.ofVirtual().name("proxy").start(() -> accept(socket))));
    }
  }

  /// The server is not there: no connection is taken.
  public synchronized void refuse() {
    if (door.isEmpty()) {
      return;
    }
    close(door.get().socket);
    try {
      // The system goes on taking connections until whoever was waiting for one has let go.
      door.get().keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    door = Optional.empty();
  }

  /// Something happens to a request that comes.
  ///
  /// @param path how its path begins
  /// @param skip how many such requests pass before
  public void fault(Set<String> methods, String path, int skip, WireFault fault) {
    synchronized (faults) {
      faults.add(new Waiting(methods, path, skip, fault));
    }
  }

  /// What has not happened never will.
  public void calm() {
    synchronized (faults) {
      faults.clear();
    }
  }

  /// How many requests came in all.
  public int requests() {
    return requests.get();
  }

  /// How many bytes of requests' bodies were passed on in all.
  public long bodyBytes() {
    return bodyBytes.get();
  }

  private Optional<WireFault> next(HttpMessage request) {
    synchronized (faults) {
      for (int i = 0; i < faults.size(); i++) {
        Waiting waiting = faults.get(i);
        if (waiting.isFor(request)) {
          if (waiting.skip == 0) {
            faults.remove(i);
            return Optional.of(waiting.fault);
          }
          faults.set(
              i, new Waiting(waiting.methods, waiting.path, waiting.skip - 1, waiting.fault));
        }
      }
      return Optional.empty();
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.add(client);
        var _ = Thread.ofVirtual().name("proxied").start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      connections.add(upstream);
      var link = new Link(client, upstream);
      boolean goesOn = true;
      while (goesOn) {
        goesOn = link.exchange();
      }
      connections.remove(upstream);
    } catch (IOException | IllegalArgumentException e) {
      // Broken by a fault, or by one of the ends: the other end sees it too.
    } finally {
      connections.remove(client);
    }
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
    connections.forEach(FaultyProxy::close);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }

  /// One connection of a client and its own to the server. Used by one thread.
  private final class Link {
    private static final byte[] CONTINUE =
        "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final InputStream fromClient;
    private final OutputStream toClient;
    private final InputStream fromServer;
    private final OutputStream toServer;

    Link(Socket client, Socket upstream) throws IOException {
      fromClient = new BufferedInputStream(client.getInputStream());
      toClient = client.getOutputStream();
      fromServer = new BufferedInputStream(upstream.getInputStream());
      toServer = upstream.getOutputStream();
    }

    /// @return whether another request may come
    boolean exchange() throws IOException {
      Optional<HttpMessage> came = HttpMessage.read(fromClient);
      if (came.isEmpty()) {
        return false;
      }
      requests.incrementAndGet();
      HttpMessage request = came.get();
      WireFault fault = next(request).orElse(new Delay(0));
      if (request.waits()) {
        boolean keepsBody =
            fault instanceof Damage || fault instanceof Duplicate || fault instanceof Answer;
        if (keepsBody) {
          toClient.write(CONTINUE);
        } else if (!isWanted(request)) {
          return false;
        }
        return suffer(fault, keepsBody ? request.withoutWaiting() : request.bodyOnly());
      }
      return suffer(fault, request);
    }

    /// Passes the head on, and what the server says to it.
    private boolean isWanted(HttpMessage request) throws IOException {
      toServer.write(request.bytes());
      HttpMessage first = head();
      toClient.write(first.bytes());
      if (first.status() != 100) {
        first.answerBody(fromServer, false, (buffer, n) -> toClient.write(buffer, 0, n));
      }
      toClient.flush();
      return first.status() == 100;
    }

    private boolean suffer(WireFault fault, HttpMessage request) throws IOException {
      return switch (fault) {
        case Delay(int millis) -> {
          pause(millis);
          pass(request, Integer.MAX_VALUE, 0);
          pause(millis);
          yield answer(request, Long.MAX_VALUE);
        }
        case Trickle(int pieces, int pauseMillis) -> {
          pass(request, pieces, pauseMillis);
          yield answer(request, Long.MAX_VALUE);
        }
        case CutRequest(long atByte) -> cutRequest(request, atByte);
        case CutAnswer(long atByte) -> {
          pass(request, Integer.MAX_VALUE, 0);
          yield answer(request, atByte);
        }
        case Damage(long atByte) -> {
          byte[] body = body(request);
          if (body.length > 0) {
            body[(int) (atByte % body.length)] ^= 1;
          }
          send(request, body);
          yield answer(request, Long.MAX_VALUE);
        }
        case Duplicate _ -> {
          byte[] body = body(request);
          send(request, body);
          swallowAnswer(request);
          send(request, body);
          yield answer(request, Long.MAX_VALUE);
        }
        case Answer(int status, int retryAfterSeconds) -> {
          byte[] _ = body(request);
          HttpMessage.answer(toClient, status, retryAfterSeconds);
          yield true;
        }
      };
    }

    private void pass(HttpMessage request, int pieces, int pauseMillis) throws IOException {
      toServer.write(request.unsent());
      int[] pauses = {pauseMillis == 0 ? 0 : pieces};
      request.requestBody(
          fromClient,
          (buffer, length) -> {
            if (pauses[0]-- > 0) {
              pause(pauseMillis);
            }
            toServer.write(buffer, 0, length);
            bodyBytes.addAndGet(length);
          });
      toServer.flush();
    }

    private boolean cutRequest(HttpMessage request, long atByte) throws IOException {
      toServer.write(request.unsent());
      long[] left = {atByte};
      request.requestBody(
          fromClient,
          (buffer, length) -> {
            int passed = (int) Math.min(left[0], length);
            toServer.write(buffer, 0, passed);
            bodyBytes.addAndGet(passed);
            left[0] -= length;
            if (left[0] <= 0) {
              throw new IOException("cut");
            }
          });
      return false;
    }

    private byte[] body(HttpMessage request) throws IOException {
      var body = new ByteArrayOutputStream();
      request.requestBody(fromClient, (buffer, length) -> body.write(buffer, 0, length));
      return body.toByteArray();
    }

    private void send(HttpMessage request, byte[] body) throws IOException {
      toServer.write(request.unsent());
      toServer.write(body);
      bodyBytes.addAndGet(body.length);
      toServer.flush();
    }

    private void swallowAnswer(HttpMessage request) throws IOException {
      HttpMessage answer = head();
      answer.answerBody(fromServer, request.method().equals("HEAD"), (buffer, length) -> {});
    }

    private HttpMessage head() throws IOException {
      return HttpMessage.read(fromServer).orElseThrow(() -> new IOException("no answer"));
    }

    private boolean answer(HttpMessage request, long atByte) throws IOException {
      HttpMessage answer = head();
      long[] left = {atByte};
      write(answer.bytes(), answer.bytes().length, left);
      answer.answerBody(
          fromServer,
          request.method().equals("HEAD"),
          (buffer, length) -> write(buffer, length, left));
      return !answer.closes();
    }

    private void write(byte[] buffer, int length, long[] left) throws IOException {
      toClient.write(buffer, 0, (int) Math.min(left[0], length));
      toClient.flush();
      left[0] -= length;
      if (left[0] <= 0) {
        throw new IOException("cut");
      }
    }
  }
}
