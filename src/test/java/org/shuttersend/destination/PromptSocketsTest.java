package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// 2,000 photos of 100 KB took twelve seconds on one machine, of which eleven were waited for
/// confirmations; without that, less than one.
class PromptSocketsTest {
  @Test
  void noSocketKeepsWhatItHas() throws Exception {
    var sockets = new PromptSockets();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (var door = new ServerSocket(0, 10, here)) {
      int port = door.getLocalPort();
      try (Socket open = sockets.createSocket();
          Socket byName = sockets.createSocket(here.getHostAddress(), port);
          Socket byNameFrom = sockets.createSocket(here.getHostAddress(), port, here, 0);
          Socket byAddress = sockets.createSocket(here, port);
          Socket byAddressFrom = sockets.createSocket(here, port, here, 0)) {
        for (Socket socket : new Socket[] {open, byName, byNameFrom, byAddress, byAddressFrom}) {
          assertThat(socket.getTcpNoDelay()).isTrue();
        }
      }
    }
  }
}
