package org.shuttersend.receiver;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.user.Token;
import org.shuttersend.receiver.user.User;
import org.shuttersend.receiver.user.UserBook;

/// The users of a receiver, for those who look after it. Works beside a receiver that runs on the
/// same database, which lets two programs write in turn; the receiver looks what is new.
public final class Accounts implements AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Database database;
  private final UserBook book;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Accounts(Database database, Clock clock) {
    this.database = database;
    this.book = new UserBook(database);
    this.clock = clock;
  }

  /// @param data of the receiver; made if it was never started
  /// @throws DatabaseException if the database is damaged, of a later version, or held by another
  public static Accounts open(Path data, Clock clock) throws IOException {
    return open(data, Optional.empty(), clock);
  }

  /// @param server where the database is; without, it is a file in `data`
  public static Accounts open(Path data, Optional<PostgresServer> server, Clock clock)
      throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        return new Accounts(Receiver.open(data, server, "receiver-accounts"), clock);
      } catch (DatabaseException e) {
        // A receiver that starts at this very moment may be making the same tables.
        if (left == 1 || !rested()) {
          throw e;
        }
      }
    }
  }

  private static boolean rested() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @return the token, which nobody can find out later; empty if there is a user of this name
  public Optional<Token> add(User user) {
    Token token = Token.random(random);
    return book.add(user, token, clock.instant()) ? Optional.of(token) : Optional.empty();
  }

  /// A new token in place of all others; empty if there is no such user.
  public Optional<Token> renew(String name) {
    Token token = Token.random(random);
    return book.renew(name, token, clock.instant()) ? Optional.of(token) : Optional.empty();
  }

  public UserBook.Removal remove(String name) {
    return book.remove(name);
  }

  public List<UserBook.Entry> list() {
    return book.list();
  }

  @Override
  public void close() {
    database.close();
  }
}
