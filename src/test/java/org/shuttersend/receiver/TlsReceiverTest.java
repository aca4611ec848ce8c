package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.http.Edge;
import org.shuttersend.receiver.http.UnusableCertificate;
import org.shuttersend.receiver.http.UnusableCertificate.Why;
import org.shuttersend.receiver.limit.Limits;

class TlsReceiverTest {
  @TempDir Path base;

  private static HeldCertificate held(boolean rsa) {
    var builder = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
    return (rsa ? builder.rsa2048() : builder.ecdsa256()).build();
  }

  private Edge.Tls files(String certificate, String key) throws IOException {
    return new Edge.Tls(
        Files.writeString(base.resolve("cert.pem"), certificate),
        Files.writeString(base.resolve("key.pem"), key));
  }

  private Receiver receiver(Edge.Tls tls) throws IOException {
    return Receiver.start(
        new Receiver.Options(
            base.resolve("into"),
            base.resolve("data"),
            "studio",
            "secret",
            0,
            1,
            10,
            Service.LOCAL.with(
                new Edge(Edge.LOOPBACK, Optional.of(tls), Limits.NONE, 100, 50, 500))),
        Clock.systemUTC());
  }

  private static int health(Receiver receiver, HeldCertificate trusted)
      throws IOException, InterruptedException {
    var certificates =
        new HandshakeCertificates.Builder().addTrustedCertificate(trusted.certificate()).build();
    try (var client = HttpClient.newBuilder().sslContext(certificates.sslContext()).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(receiver.address().resolve("/healthz")).build(),
              BodyHandlers.ofString());
      return answer.statusCode();
    }
  }

  @Test
  void keysOfEachKindAreTaken() throws Exception {
    HeldCertificate curve = held(false);
    HeldCertificate rsa = held(true);
    try (Receiver receiver = receiver(files(curve.certificatePem(), curve.privateKeyPkcs8Pem()))) {
      assertThat(receiver.address()).hasScheme("https");
      assertThat(health(receiver, curve)).isEqualTo(200);
      assertThatThrownBy(() -> health(receiver, rsa)).isInstanceOf(IOException.class);
    }
    try (Receiver receiver = receiver(files(rsa.certificatePem(), rsa.privateKeyPkcs1Pem()))) {
      assertThat(health(receiver, rsa)).isEqualTo(200);
    }
  }

  @Test
  void aRenewedCertificateHoldsWithoutARestart() throws Exception {
    HeldCertificate old = held(false);
    HeldCertificate renewed = held(false);
    try (Receiver receiver = receiver(files(old.certificatePem(), old.privateKeyPkcs8Pem()))) {
      assertThat(health(receiver, old)).isEqualTo(200);
      Edge.Tls tls = files("half a file", renewed.privateKeyPkcs8Pem());
      Files.setLastModifiedTime(tls.key(), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
      assertThat(health(receiver, old)).as("while it is being written").isEqualTo(200);
      files(renewed.certificatePem(), renewed.privateKeyPkcs8Pem());
      Files.setLastModifiedTime(
          tls.certificate(), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
      await()
          .until(() -> {
            try {
              return health(receiver, renewed) == 200;
            } catch (IOException e) {
              return false;
            }
          });
    }
  }

  @Test
  void whatCannotBeUsedIsSaid() throws Exception {
    HeldCertificate one = held(false);
    HeldCertificate other = held(false);
    String key = one.privateKeyPkcs8Pem();
    refuses(files("nothing", key), Why.NO_CERTIFICATE);
    refuses(files("", key), Why.NO_CERTIFICATE);
    refuses(files(one.certificatePem(), "nothing"), Why.NO_KEY);
    refuses(files(one.certificatePem(), held(true).privateKeyPkcs8Pem()), Why.NO_KEY);
    refuses(
        files(
            one.certificatePem(),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(new byte[40])
                + "\n-----END PRIVATE KEY-----"),
        Why.NO_KEY);
    refuses(files(one.certificatePem(), other.privateKeyPkcs8Pem()), Why.OTHER_KEY);
    refuses(new Edge.Tls(base.resolve("none"), base.resolve("key.pem")), Why.UNREADABLE);
  }

  private void refuses(Edge.Tls tls, Why why) {
    assertThatThrownBy(() -> receiver(tls).close())
        .isInstanceOfSatisfying(UnusableCertificate.class, e -> assertThat(e.why()).isEqualTo(why));
  }
}
