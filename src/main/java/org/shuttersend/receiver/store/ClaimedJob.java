package org.shuttersend.receiver.store;

/// A job one worker has taken.
///
/// @param attempt 1 on the first try; with it a late worker's result is told from a later one's
public record ClaimedJob(long ticket, String jobId, int attempt, StoredPhoto photo) {}
