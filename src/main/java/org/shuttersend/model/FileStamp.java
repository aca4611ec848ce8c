package org.shuttersend.model;

import java.time.Instant;

/// What a look at a file tells without reading it. Two equal stamps mean: nothing was written in
/// between.
///
/// @param size bytes
/// @param modified the time of the last write, as precise as the file system keeps it
/// @param fileKey device and inode, empty where the system has none
public record FileStamp(long size, Instant modified, String fileKey) {}
