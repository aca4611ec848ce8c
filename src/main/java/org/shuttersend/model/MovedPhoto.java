package org.shuttersend.model;

import org.shuttersend.model.AfterUpload.Action;

/// A file was moved after it was sent.
///
/// @param file its path, and where it lies now
/// @param goal the name of the folder it was moved into; empty for the trash
public record MovedPhoto(FileRef file, Action action, String goal) {}
