package org.shuttersend.upload;

import java.util.Optional;
import org.shuttersend.destination.Destination;
import org.shuttersend.upload.governor.Load;

/// A photo ready to be sent.
///
/// @param resume where the server says an earlier attempt of it goes on
record Ready(InHand.Photo photo, Optional<String> resume, Destination to) {
  Load load() {
    return Load.of(photo.claim().file().stamp().size());
  }
}
