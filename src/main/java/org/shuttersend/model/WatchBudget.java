package org.shuttersend.model;

/// How many directories may be watched by events, where the system has such a limit.
///
/// @param folder watches this hot folder has
/// @param user watches of all hot folders and of this user's other programs, as last counted
/// @param limit what the system allows this user
public record WatchBudget(long folder, long user, long limit) {
  private static final int NEAR_PERCENT = 80;

  public long left() {
    return Math.max(0, limit - user);
  }

  /// Whether there is still time to do something about it, and reason to.
  public boolean isNearLimit() {
    return user * 100 >= limit * NEAR_PERCENT;
  }
}
