package org.shuttersend.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Passes bytes on, and cuts connections over which none went for a while, as what lies between two
/// networks does.
public final class IdleProxy implements AutoCloseable {
  private final int server;
  private final Duration idle;
  private final LongSupplier nanos;
  private final ServerSocket door;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger silences = new AtomicInteger();

  private final class Link {
    private final Socket client;
    private final Socket upstream;
    private volatile long last = nanos.getAsLong();

    Link(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[8192];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int n;
        while ((n = in.read(buffer)) >= 0) {
          out.write(buffer, 0, n);
          last = nanos.getAsLong();
        }
      } catch (IOException e) {
        // One of the ends, or the proxy itself, has cut it.
      }
      cut();
    }

    Duration silence() {
      return Duration.ofNanos(nanos.getAsLong() - last);
    }

    void cut() {
      links.remove(this);
      try (client;
          upstream) {
        // Closed, and nothing else.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// @param server its port
  /// @param idle after how long without a byte a connection is cut
  /// @param nanos a steady clock
  public IdleProxy(int server, Duration idle, LongSupplier nanos) throws IOException {
    this.server = server;
    this.idle = idle;
    this.nanos = nanos;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().name("idle-proxy").start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server));
        links.add(link);
        var _ = Thread.ofVirtual().start(() -> link.pump(link.client, link.upstream));
        var _ = Thread.ofVirtual().start(() -> link.pump(link.upstream, link.client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /// For how long nothing went over the quietest connection.
  public Duration silence() {
    return links.stream().map(Link::silence).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  public int connections() {
    return links.size();
  }

  /// Cuts what was silent for too long. To be called now and then.
  public void look() {
    for (Link link : links) {
      if (link.silence().compareTo(idle) > 0) {
        silences.incrementAndGet();
        link.cut();
      }
    }
  }

  /// How many were cut for their silence.
  public int silences() {
    return silences.get();
  }

  /// Cuts all connections that are there.
  public void cut() {
    links.forEach(Link::cut);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
