package org.shuttersend.receiver.store;

/// A job one worker has taken.
///
/// @param attempt 1 on the first try
/// @param lease grows with each claim; tells a late worker's result from a later one's
public record ClaimedJob(long ticket, String jobId, int attempt, int lease, StoredPhoto photo) {}
