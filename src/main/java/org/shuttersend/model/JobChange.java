package org.shuttersend.model;

import java.util.Optional;

/// What became of a sent photo.
///
/// @param ticket its number in the server's queue; the head's ticket tells how many are before it
public record JobChange(String jobId, JobState state, long ticket, Optional<String> error) {}
