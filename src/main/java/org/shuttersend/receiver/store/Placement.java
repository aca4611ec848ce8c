package org.shuttersend.receiver.store;

import org.shuttersend.model.ContentHash;

/// An accepted photo on its way from the uploads to its place. A row of it exists until the move is
/// durable.
///
/// @param source the upload's id
/// @param path its place, relative to the folder photos arrive in
/// @param displaced where a file goes that lies there already
record Placement(
    long seq,
    String photoId,
    String source,
    String path,
    String displaced,
    ContentHash hash,
    long size) {}
