package org.shuttersend.receiver.store;

import java.time.Instant;
import java.util.Optional;

/// One upload: the name of its file, what it is to become, and the receipt once it is finished.
///
/// @param touchedAt the last time its sender was heard of
public record Upload(String id, Incoming incoming, Instant touchedAt, Optional<Stored> stored) {}
