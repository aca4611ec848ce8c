package org.shuttersend.model;

/// The server's queue at one moment.
///
/// @param headTicket the ticket of the job that is next; a job's place is its ticket minus this,
///   plus 1
public record ServerQueue(
    int size,
    int capacity,
    int workersActive,
    int workers,
    long processed,
    long failed,
    long headTicket) {}
