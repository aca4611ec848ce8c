package org.shuttersend.catalog;

import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.ObservedFile;

/// A photo that one sender holds. Good until its row changes: a mark with an outdated claim changes
/// nothing.
///
/// @param version the row's version when claimed
/// @param uploadKey stored before any byte is sent; the same for every attempt of this version of
///   the file
/// @param hash known from an earlier attempt
/// @param location where an earlier attempt began to upload
/// @param attempt attempts spent before this one
/// @param begun whether some of it, or all, may be on the server from an earlier attempt
public record Claim(
    long id,
    long version,
    ObservedFile file,
    String uploadKey,
    Optional<ContentHash> hash,
    Optional<String> location,
    int attempt,
    boolean begun) {

  Claim next(Optional<ContentHash> newHash, Optional<String> newLocation) {
    return new Claim(id, version + 1, file, uploadKey, newHash, newLocation, attempt, begun);
  }
}
