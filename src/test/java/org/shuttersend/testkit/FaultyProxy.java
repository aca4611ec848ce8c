package org.shuttersend.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.shuttersend.testkit.WireFault.Delay;

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

  /// @return what happens to it
  private WireFault comes(HttpMessage request) {
    requests.incrementAndGet();
    return next(request).orElse(new Delay(0));
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
      var link = new ProxyLink(client, upstream, this::comes, bodyBytes::addAndGet);
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
}
