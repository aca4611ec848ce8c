package org.shuttersend.settings;

import java.nio.file.Path;
import java.util.Optional;

/// A setting of the receiver cannot be used, or the file they are in.
public final class UnusableSetting extends Exception {
  private final String name;
  private final Place place;
  private final transient Optional<Path> file;
  private final transient Optional<ReceiverSetting> setting;

  /// Where it was set.
  public enum Place {
    OPTION,
    ENVIRONMENT,
    FILE
  }

  private UnusableSetting(
      String name, Place place, Optional<Path> file, Optional<ReceiverSetting> setting) {
    super(name);
    this.name = name;
    this.place = place;
    this.file = file;
    this.setting = setting;
  }

  static UnusableSetting outOfRange(ReceiverSetting setting, Place place, Optional<Path> file) {
    String name =
        switch (place) {
          case OPTION -> "--" + setting.key();
          case ENVIRONMENT -> setting.environment();
          case FILE -> setting.key();
        };
    return new UnusableSetting(name, place, file, Optional.of(setting));
  }

  static UnusableSetting unknown(String name, Place place, Optional<Path> file) {
    return new UnusableSetting(name, place, file, Optional.empty());
  }

  static UnusableSetting unreadable(Path file, Exception cause) {
    var unreadable = new UnusableSetting("", Place.FILE, Optional.of(file), Optional.empty());
    unreadable.initCause(cause);
    return unreadable;
  }

  /// As it was written; empty if the file as a whole cannot be read.
  public String name() {
    return name;
  }

  public Place place() {
    return place;
  }

  /// Where it was written, if in a file.
  public Optional<Path> file() {
    return file;
  }

  /// Which one has a value out of its range; empty if there is none of this name.
  public Optional<ReceiverSetting> setting() {
    return setting;
  }
}
