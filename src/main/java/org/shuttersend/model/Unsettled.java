package org.shuttersend.model;

/// A file that is not taken for complete yet.
///
/// @param why what the last look at it said
public record Unsettled(FileRef ref, Reason why) {}
