package org.shuttersend.receiver;

/// Counts for the terminal.
///
/// @param photos stored in all
/// @param bytes of them
/// @param queued jobs that wait
/// @param running jobs being worked on
/// @param processed jobs that succeeded
/// @param failed jobs that failed for good
public record Summary(
    long photos, long bytes, int queued, int running, long processed, long failed) {}
