package org.shuttersend.model;

/// How many photos are where, and what today brought.
///
/// @param writing files seen but still being written
/// @param transfers on their way
public record Counts(
    long writing,
    long transfers,
    long delivered,
    long attention,
    long todayPhotos,
    long todayBytes) {}
