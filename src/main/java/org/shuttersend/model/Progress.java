package org.shuttersend.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far the present batch is: all since the queue was last empty.
///
/// @param left estimated, empty when unknown
public record Progress(
    long done,
    long total,
    long bytesDone,
    long bytesTotal,
    Optional<Duration> left,
    Optional<Instant> lastDelivered) {}
