package org.shuttersend.destination;

import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.ObservedFile;

/// A photo on its way out.
///
/// @param key the same for every attempt: the server never makes two uploads of one key
/// @param location where an earlier attempt began, if one did
public record Outgoing(
    ObservedFile file, ContentHash hash, String key, Optional<String> location) {}
