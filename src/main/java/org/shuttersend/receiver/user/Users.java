package org.shuttersend.receiver.user;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whose token it is that somebody shows.
///
/// A token that was seen a moment ago is not looked up again. One that was not is asked for in the
/// database: what another program adds holds at once, what it removes within five seconds.
public final class Users {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int REMEMBERED = 1000;

  private final UserBook book;
  private final User own;
  private final String ownHash;
  private final LongSupplier nanos;

  /// By the token's hash, in the order they were read. Guarded by itself.
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  /// @param own the receiver's own user
  /// @param ownToken what its token file holds
  /// @param nanos a steady clock
  public Users(UserBook book, User own, Token ownToken, LongSupplier nanos) {
    this.book = book;
    this.own = own;
    this.ownHash = ownToken.hash();
    this.nanos = nanos;
  }

  private record Seen(User user, long at) {}

  /// Empty if it is nobody's.
  public Optional<User> of(Token token) {
    return ofHash(token.hash());
  }

  /// @param hash as [Token#hash] makes it
  public Optional<User> ofHash(String hash) {
    if (hash.equals(ownHash)) {
      return Optional.of(own);
    }
    Optional<User> known = known(hash);
    return known.isPresent() ? known : lookUp(hash);
  }

  private Optional<User> known(String hash) {
    synchronized (seen) {
      return Optional.ofNullable(seen.get(hash))
          .filter(s -> nanos.getAsLong() - s.at < FRESH_NANOS)
          .map(Seen::user);
    }
  }

  private Optional<User> lookUp(String hash) {
    long now = nanos.getAsLong();
    Optional<User> found = book.byHash(hash);
    synchronized (seen) {
      seen.remove(hash);
      if (found.isPresent()) {
        seen.put(hash, new Seen(found.get(), now));
        if (seen.size() > REMEMBERED) {
          seen.remove(seen.keySet().iterator().next());
        }
      }
    }
    return found;
  }
}
