package org.shuttersend.receiver.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuttersend.receiver.http.UnusableCertificate.Why;

/// A certificate and its key, from files in PEM.
///
/// Source: RFC 7468 (PEM), RFC 5958 (PKCS #8), RFC 8017 (PKCS #1).
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([^-]+)-----END \\1?PRIVATE KEY-----");

  /// What a PKCS #1 key is wrapped in to become PKCS #8: version 0, algorithm rsaEncryption.
  private static final byte[] RSA_HEAD = {
    2,
    1,
    0,
    0x30,
    0x0d,
    6,
    9,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    1,
    1,
    1,
    5,
    0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;
  private static final int LONGEST = 1 << 20;

  private Pem() {}

  /// @throws UnusableCertificate if they cannot be read, or do not belong together
  static KeyStore load(Edge.Tls tls) throws UnusableCertificate {
    Certificate[] chain = chain(tls.certificate());
    PrivateKey key = key(tls.key(), chain[0].getPublicKey());
    try {
      if (!belong(key, chain[0].getPublicKey())) {
        throw new GeneralSecurityException("another key");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("receiver", key, new char[0], chain);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableCertificate(tls.key(), Why.OTHER_KEY, e);
    }
  }

  private static Certificate[] chain(Path file) throws UnusableCertificate {
    try (var in = new ByteArrayInputStream(read(file).getBytes(StandardCharsets.ISO_8859_1))) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
      throw new GeneralSecurityException("empty");
    } catch (UnusableCertificate e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableCertificate(file, Why.NO_CERTIFICATE, e);
    }
  }

  private static PrivateKey key(Path file, PublicKey matching) throws UnusableCertificate {
    Matcher found = KEY.matcher(read(file));
    try {
      if (!found.find()) {
        throw new GeneralSecurityException("no key");
      }
      byte[] der = Base64.getMimeDecoder().decode(found.group(2));
      return KeyFactory.getInstance(matching.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(found.group(1) == null ? der : wrapped(der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnusableCertificate(file, Why.NO_KEY, e);
    }
  }

  private static byte[] wrapped(byte[] rsa) {
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEAD);
    inner.writeBytes(tagged(OCTETS, rsa));
    return tagged(SEQUENCE, inner.toByteArray());
  }

  /// In DER a length from 128 on is told by how many bytes it takes, and then those.
  private static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(content.length >> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /// Whether what the one signs the other takes for true.
  private static boolean belong(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    byte[] sample = {1, 2, 3};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(sample);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(certified);
    verifying.update(sample);
    return verifying.verify(signature);
  }

  private static String read(Path file) throws UnusableCertificate {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException("too long");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UnusableCertificate(file, Why.UNREADABLE, e);
    }
  }

  /// When they were last changed; what cannot be asked is as old as can be.
  static List<Long> changed(Edge.Tls tls) {
    return List.of(changed(tls.certificate()), changed(tls.key()));
  }

  private static long changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
