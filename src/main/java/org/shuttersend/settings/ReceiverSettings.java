package org.shuttersend.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.shuttersend.settings.UnusableSetting.Place;

/// The receiver's settings as they are: what was typed comes before the environment, that before
/// the file, that before what is usual.
///
/// @param values of those that are not as usual; checked
public record ReceiverSettings(Map<ReceiverSetting, String> values) {
  public static final ReceiverSettings USUAL = new ReceiverSettings(Map.of());

  public ReceiverSettings {
    values = Map.copyOf(values);
  }

  /// @param options as they were typed, by [ReceiverSetting#key]
  /// @param environment of the program
  /// @param file lines of `name = value`, as in Java's properties, in UTF-8
  /// @throws UnusableSetting for the first that cannot be used
  public static ReceiverSettings of(
      Map<String, String> options, Map<String, String> environment, Optional<Path> file)
      throws UnusableSetting {
    var values = new EnumMap<ReceiverSetting, String>(ReceiverSetting.class);
    if (file.isPresent()) {
      read(file.get(), values);
    }
    for (ReceiverSetting setting : ReceiverSetting.values()) {
      String set = environment.getOrDefault(setting.environment(), "").strip();
      if (!set.isEmpty()) {
        put(values, setting, set, Place.ENVIRONMENT, Optional.empty());
      }
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      ReceiverSetting setting =
          ReceiverSetting.byKey(option.getKey())
              .orElseThrow(
                  () -> UnusableSetting.unknown(option.getKey(), Place.OPTION, Optional.empty()));
      put(values, setting, option.getValue().strip(), Place.OPTION, Optional.empty());
    }
    return new ReceiverSettings(values);
  }

  private static void read(Path file, Map<ReceiverSetting, String> values) throws UnusableSetting {
    var lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw UnusableSetting.unreadable(file, e);
    }
    for (String key : lines.stringPropertyNames()) {
      ReceiverSetting setting =
          ReceiverSetting.byKey(key)
              .orElseThrow(() -> UnusableSetting.unknown(key, Place.FILE, Optional.of(file)));
      String value = lines.getProperty(key, "").strip();
      put(values, setting, value, Place.FILE, Optional.of(file));
    }
  }

  private static void put(
      Map<ReceiverSetting, String> values,
      ReceiverSetting setting,
      String value,
      Place place,
      Optional<Path> file)
      throws UnusableSetting {
    if (setting.range().isPresent() && !setting.range().get().has(value)) {
      throw UnusableSetting.outOfRange(setting, place, file);
    }
    values.put(setting, value);
  }

  /// The same with one of them changed.
  public ReceiverSettings with(ReceiverSetting setting, int value) {
    return with(setting, Integer.toString(value));
  }

  public ReceiverSettings with(ReceiverSetting setting, String value) {
    var changed = new EnumMap<ReceiverSetting, String>(ReceiverSetting.class);
    changed.putAll(values);
    changed.put(setting, value);
    return new ReceiverSettings(changed);
  }

  public int number(ReceiverSetting setting) {
    return Integer.parseInt(values.getOrDefault(setting, setting.usual()));
  }

  /// Empty if it is not set, or set to nothing.
  public Optional<String> text(ReceiverSetting setting) {
    return Optional.of(values.getOrDefault(setting, setting.usual()))
        .filter(text -> !text.isEmpty());
  }
}
