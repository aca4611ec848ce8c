package org.shuttersend.receiver.http;

import java.io.IOException;
import java.nio.file.Path;

/// The certificate or its key cannot be used.
public final class UnusableCertificate extends IOException {
  private final Path file;
  private final Why why;

  /// What is wrong with it.
  public enum Why {
    UNREADABLE,
    /// Holds no certificate.
    NO_CERTIFICATE,
    /// Holds no private key, or one in an encoding other than PKCS #8 or, for RSA, PKCS #1.
    NO_KEY,
    /// Belongs to another certificate.
    OTHER_KEY
  }

  UnusableCertificate(Path file, Why why, Throwable cause) {
    super(file + ": " + why, cause);
    this.file = file;
    this.why = why;
  }

  public Path file() {
    return file;
  }

  public Why why() {
    return why;
  }
}
