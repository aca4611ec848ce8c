package org.shuttersend.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The catalog was damaged and made anew.
///
/// @param why what was found
/// @param aside where what was left of it lies now; empty where nothing was left
/// @param backup when the backup was made from which it was made anew; empty where there was none
public record Rebuilt(String why, Optional<Path> aside, Optional<Instant> backup) {}
