package org.shuttersend.model;

/// A file as it was seen at one moment.
public record ObservedFile(FileRef ref, FileStamp stamp) {}
