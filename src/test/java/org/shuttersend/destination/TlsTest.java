package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.destination.FaultsTest.afterSending;
import static org.shuttersend.destination.FaultsTest.http;

import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What it means where TLS does not come about. A certificate is somebody's to mend; a handshake
/// that breaks off is a network's doing, and no photo was touched.
class TlsTest {
  private static final TimeLimits LIMITS =
      new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(300));

  private static final HeldCertificate TRUSTED =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  private static final RawServer.Manner ACCEPTS =
      peer -> peer.hears().says("HTTP/1.1 204 OK\r\nUpload-Offset: 7\r\n\r\n");

  private static HeldCertificate.Builder certificate() {
    return new HeldCertificate.Builder()
        .commonName("studio")
        .addSubjectAlternativeName("127.0.0.1");
  }

  private static ServerSocketFactory with(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }

  /// A client that trusts one authority, as a system does many.
  private static OkHttpClient.Builder network() {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(TRUSTED.certificate()).build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
  }

  private record Row(String what, HeldCertificate certificate, String next) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Row> certificates() {
    long now = System.currentTimeMillis();
    long day = Duration.ofDays(1).toMillis();
    String refused = "StopAll CERTIFICATE_REFUSED [";
    return Stream.of(
        new Row(
            "one that is right",
            certificate().signedBy(TRUSTED).build(),
            "HoldAll NOT_A_RECEIVER [HTTP 204]"),
        new Row(
            "one that nobody vouches for",
            certificate().build(),
            refused + "(certificate_unknown) PKIX path building failed"),
        new Row(
            "one that is over",
            certificate().signedBy(TRUSTED).validityInterval(now - 9 * day, now - day).build(),
            refused + "(certificate_expired) PKIX path validation failed"),
        new Row(
            "one that is not yet",
            certificate().signedBy(TRUSTED).validityInterval(now + day, now + 9 * day).build(),
            refused + "(bad_certificate) PKIX path validation failed"),
        new Row(
            "another server's",
            new HeldCertificate.Builder()
                .addSubjectAlternativeName("elsewhere.example")
                .signedBy(TRUSTED)
                .build(),
            refused + "Hostname 127.0.0.1 not verified:"));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void everyCertificate(Row row) throws Exception {
    try (var server = new RawServer(with(row.certificate), ACCEPTS);
        var http = http("https://127.0.0.1:" + server.port(), LIMITS, network())) {
      assertThat(afterSending(http, 1000)).startsWith(row.next);
    }
  }

  @Test
  void aServerWithoutTlsIsSaidToHaveNone() throws Exception {
    try (var server = new RawServer(peer -> peer.says("HTTP/1.1 400 Bad Request\r\n\r\n"));
        var http = http("https://127.0.0.1:" + server.port(), LIMITS, network())) {
      assertThat(afterSending(http, 1000))
          .isEqualTo("StopAll SERVER_NOT_SECURE [127.0.0.1:" + server.port() + "]");
    }
  }

  static Stream<Handshake> handshakes() {
    var nanos = FaultsTest.NANOS;
    return Stream.of(
        new Handshake("closed", peer -> peer.takes(10)),
        new Handshake("reset", peer -> peer.takes(10).resets()),
        new Handshake("silent", peer -> peer.takes(10).isSilent(nanos)));
  }

  private record Handshake(String what, RawServer.Manner manner) {
    @Override
    public String toString() {
      return what;
    }
  }

  /// It stopped everything until somebody acts, as if a certificate were wrong.
  @ParameterizedTest
  @MethodSource("handshakes")
  void aHandshakeThatBreaksOffIsUnreachable(Handshake handshake) throws Exception {
    try (var server = new RawServer(handshake.manner);
        var http = http("https://127.0.0.1:" + server.port(), LIMITS, network())) {
      assertThat(afterSending(http, 1000))
          .isEqualTo("Unreachable SERVER_UNREACHABLE [127.0.0.1:" + server.port() + "]");
    }
  }
}
