package org.shuttersend.model;

import java.nio.file.Path;

/// A watched folder.
///
/// @param id the catalog's number for it, stable across restarts
/// @param name what the receiver files it under; unique among the hot folders of one catalog
/// @param root its absolute path
public record HotFolder(int id, String name, Path root) {}
