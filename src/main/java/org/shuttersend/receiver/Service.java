package org.shuttersend.receiver;

import java.time.Duration;
import java.util.Optional;
import org.shuttersend.receiver.http.Edge;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;

/// What a receiver is to others, beyond keeping photos.
///
/// @param edge where it listens, and how much it bears
/// @param photos what is made of photos
/// @param notices where users are told things
/// @param heartbeat the longest silence of an event stream
/// @param shared the database several receivers work with; without, it is a file in `data`
public record Service(
    Edge edge,
    PhotoSettings photos,
    Notifier.Options notices,
    Duration heartbeat,
    Optional<Shared> shared) {

  /// For this machine only, with no limits on what one user asks for.
  public static final Service LOCAL =
      new Service(
          Edge.LOCAL,
          PhotoSettings.USUAL,
          Notifier.Options.NONE,
          EventStream.HEARTBEAT,
          Optional.empty());

  public Service with(Edge other) {
    return new Service(other, photos, notices, heartbeat, shared);
  }

  public Service with(PhotoSettings others) {
    return new Service(edge, others, notices, heartbeat, shared);
  }

  public Service with(Optional<Shared> others) {
    return new Service(edge, photos, notices, heartbeat, others);
  }

  public Service with(Notifier.Options others, Duration beat) {
    return new Service(edge, photos, others, beat, shared);
  }
}
