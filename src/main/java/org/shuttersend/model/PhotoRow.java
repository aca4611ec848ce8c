package org.shuttersend.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of a list: a version of a file, where it is and why.
///
/// @param id the catalog's id; negative for a file that is still being written and has no row yet
/// @param size bytes; 0 while it is being written
/// @param cutOff by its own format there should be more of it: sent all the same
/// @param state empty while the file is still being written
/// @param sent bytes sent so far, while SENDING
/// @param bytesPerSecond while SENDING
/// @param reason why it waits, or what is wrong with it
/// @param place its place in the line it waits in: ours while QUEUED, the server's while ACCEPTED
/// @param until when it goes on, while HELD or FAILED with another try to come
/// @param changed when it came into this state
public record PhotoRow(
    long id,
    FileRef ref,
    long size,
    Instant modified,
    boolean cutOff,
    Optional<PhotoState> state,
    long sent,
    double bytesPerSecond,
    int attempts,
    Optional<Reason> reason,
    Optional<Instant> until,
    Optional<JobState> job,
    OptionalLong place,
    Instant changed) {}
