package org.shuttersend.model;

import java.util.List;
import org.shuttersend.model.FolderStatus.Health;

/// How a hot folder is and why, free of language: the message bundles hold the sentence for each
/// cause.
///
/// @param args what the sentence fills in, in the bundle's order; numbers as plain digits
public record FolderHealth(Cause cause, List<String> args) {

  public FolderHealth {
    args = List.copyOf(args);
  }

  public static FolderHealth of(Cause cause, Object... args) {
    return new FolderHealth(cause, List.of(args).stream().map(Object::toString).toList());
  }

  public Health state() {
    return cause.state;
  }

  /// The sentences there are. Names are stored in the catalog: rename with a migration only.
  public enum Cause {
    /// {0} files seen so far.
    SCANNING(Health.SCANNING),
    /// {0} files seen of about {1}.
    SCANNING_OF(Health.SCANNING),
    WATCHING(Health.WATCHING),
    /// {0} watches of {1} the system allows are taken, {2} the command that allows more.
    NEAR_WATCH_LIMIT(Health.WATCHING),
    /// {0} watches the system allows, {1} the command that allows more.
    WATCH_LIMIT(Health.POLLING),
    /// {0} watching programs the system allows, {1} the command that allows more.
    INSTANCE_LIMIT(Health.POLLING),
    /// The system gives no events at all: {0} its words.
    NO_EVENT_SOURCE(Health.POLLING),
    /// {0} changed and no event told.
    EVENTS_MISSING(Health.POLLING),
    /// Changes made by other computers give no events here: {0} kind of file system.
    NETWORK(Health.POLLING),
    ABSENT(Health.NOT_CONNECTED),
    /// An empty directory where a volume was: {0} the volume's name.
    EMPTY_MOUNT_POINT(Health.NOT_CONNECTED),
    /// A look at it has not come back for {0} seconds.
    NO_ANSWER(Health.NOT_CONNECTED),
    UNREADABLE(Health.NOT_READABLE),
    /// Our own work broke off: {0} what happened, {1} seconds until it begins again.
    BROKEN_OFF(Health.STOPPED);

    private final Health state;

    Cause(Health state) {
      this.state = state;
    }

    public Health state() {
      return state;
    }
  }
}
