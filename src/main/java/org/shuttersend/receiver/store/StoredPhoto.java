package org.shuttersend.receiver.store;

import java.nio.file.Path;
import org.shuttersend.model.ContentHash;

/// A photo on the receiver's disk, as the steps of its processing see it.
public record StoredPhoto(String photoId, Path file, long size, ContentHash hash) {}
