package org.shuttersend.receiver.store;

import org.shuttersend.model.ContentHash;

/// The receiver's word that it has a photo, durably and whole.
///
/// @param hash what the receiver hashed itself
public record Stored(String photoId, String jobId, ContentHash hash) {}
