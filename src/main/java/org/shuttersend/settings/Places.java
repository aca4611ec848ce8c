package org.shuttersend.settings;

import java.nio.file.Path;
import net.harawata.appdirs.AppDirs;
import net.harawata.appdirs.AppDirsFactory;

/// Where this system keeps what belongs to a program of one user.
public final class Places {
  private static final String PROGRAM = "shuttersend";

  private final AppDirs dirs = AppDirsFactory.getInstance();

  /// The catalog and what belongs to it.
  public Path data() {
    return Path.of(dirs.getUserDataDir(PROGRAM, null, PROGRAM));
  }

  public Path settings() {
    return Path.of(dirs.getUserConfigDir(PROGRAM, null, PROGRAM));
  }
}
