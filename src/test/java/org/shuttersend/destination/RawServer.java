package org.shuttersend.destination;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/// A server on the loopback interface that does to every connection what it is told to, byte by
/// byte: for what no decent server does.
final class RawServer implements AutoCloseable {
  /// So that a client soon notices that nobody reads.
  private static final int SMALL_BUFFER = 4 * 1024;

  /// What happens to a connection; it is closed afterwards.
  @FunctionalInterface
  interface Manner {
    void meet(Peer peer) throws Exception;
  }

  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  RawServer(Manner manner) throws IOException {
    this(ServerSocketFactory.getDefault(), manner);
  }

  RawServer(ServerSocketFactory factory, Manner manner) throws IOException {
    door = factory.createServerSocket();
    door.setReceiveBufferSize(SMALL_BUFFER);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    Thread.ofPlatform().daemon().name("raw-server").start(() -> accept(manner));
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept(Manner manner) {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        sockets.add(socket);
        Thread.ofPlatform().daemon().name("raw-peer").start(() -> meet(manner, socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void meet(Manner manner, Socket socket) {
    try (socket) {
      manner.meet(new Peer(socket));
    } catch (Exception e) {
      // The client has gone, or the test is over.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    end.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /// The other end of one connection.
  final class Peer {
    private final Socket socket;

    Peer(Socket socket) {
      this.socket = socket;
    }

    /// Reads a request whose head tells its length.
    Peer hears() throws IOException {
      String head = hearsHead();
      int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
      if (at >= 0) {
        String length = head.substring(at + "content-length:".length()).lines().findFirst().get();
        takes(Long.parseLong(length.strip()));
      }
      return this;
    }

    String hearsHead() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("gone");
        }
        head.append((char) next);
      }
      return head.toString();
    }

    /// Reads so many bytes.
    Peer takes(long bytes) throws IOException {
      InputStream in = socket.getInputStream();
      in.skipNBytes(bytes);
      return this;
    }

    Peer says(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    }

    /// Closes as a system does that has lost its memory, or a firewall that has had enough.
    void resets() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Nothing more, for as long as the test goes on, while time flies.
    ///
    /// @param nanos the clock of the client
    void isSilent(AtomicLong nanos) throws InterruptedException {
      while (!end.await(2, TimeUnit.MILLISECONDS)) {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
      }
    }

    /// Nothing more until the client has gone, while time flies.
    void isSilentUntilLeft(AtomicLong nanos) throws IOException {
      socket.setSoTimeout(2);
      while (true) {
        try {
          if (socket.getInputStream().read() < 0) {
            return;
          }
        } catch (SocketTimeoutException e) {
          nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        }
      }
    }

    /// Again and again, for as long as somebody listens.
    void repeats(String text) throws IOException {
      while (!door.isClosed()) {
        says(text);
      }
    }
  }
}
