package org.shuttersend.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuttersend.model.JobState;

/// `GET /api/jobs/{id}`, and one entry of a page of jobs.
///
/// @param sha256 of the photo's content
/// @param ticket its number in the queue, growing from 1 in order of arrival
/// @param position its place in the queue, 1 is next; only while it waits, and only where one job
///   was asked for
public record JobView(
    String jobId,
    String photoId,
    String sha256,
    JobState state,
    int attempt,
    long ticket,
    OptionalInt position,
    Optional<String> error,
    Instant createdAt,
    Instant updatedAt) {}
