package org.shuttersend.receiver.page;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Digests;

/// Browsers that were logged in with a token. They outlive a restart, as a studio's screen should,
/// but not their token. What a browser shows is kept as a hash only.
public final class Sessions {
  /// After that the token is asked for again.
  public static final Duration LIFE = Duration.ofDays(30);

  private static final int MOST = 200;
  private static final int RANDOM_BYTES = 32;

  private final Database database;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Sessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// SHA-256 in hexadecimal digits.
  public static String hash(String secret) {
    return HexFormat.of()
        .formatHex(Digests.sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /// Begins one; the longest ago ends where there are too many.
  ///
  /// @return what the browser is to show from now on
  public String begin(String tokenHash) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    long now = clock.millis();
    boolean _ =
        database.write(session -> {
          session.update("DELETE FROM sessions WHERE expires_at <= ?", now);
          session.update(
              """
              DELETE FROM sessions WHERE hash NOT IN
                (SELECT hash FROM sessions ORDER BY created_at DESC LIMIT ?)
              """,
              MOST - 1);
          return session.update(
                  """
                  INSERT INTO sessions (hash, token_hash, created_at, expires_at)
                  VALUES (?, ?, ?, ?)
                  """,
                  hash(secret),
                  tokenHash,
                  now,
                  now + LIFE.toMillis())
              == 1;
        });
    return secret;
  }

  /// The hash of the token it was begun with; empty if there is none such, or no more.
  public Optional<String> tokenHash(String secret) {
    return database.read(session ->
        session.first(
            "SELECT token_hash FROM sessions WHERE hash = ? AND expires_at > ?",
            row -> row.getString(1),
            hash(secret),
            clock.millis()));
  }

  public void end(String secret) {
    database.write(session -> session.update("DELETE FROM sessions WHERE hash = ?", hash(secret)));
  }
}
