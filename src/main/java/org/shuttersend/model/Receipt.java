package org.shuttersend.model;

import java.util.Optional;

/// The server's word that it has a photo, durably and whole.
///
/// @param hash what the server hashed itself; empty for a plain tus server, which cannot say
/// @param jobId the server's job for it, where it has jobs
public record Receipt(Optional<ContentHash> hash, Optional<String> jobId) {}
