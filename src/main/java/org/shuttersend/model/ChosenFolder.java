package org.shuttersend.model;

import java.nio.file.Path;

/// A folder somebody wants watched, and what of it is to be sent.
///
/// @param root absolute
public record ChosenFolder(Path root, Choosing choosing) {}
