package org.shuttersend.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `settings.json`, replaced as a whole: a crash leaves the old one or the new one, never half of
/// one.
public final class SettingsStore {
  private static final String FILE = "settings.json";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path folder;

  public SettingsStore(Path folder) {
    this.folder = folder;
  }

  public Path file() {
    return folder.resolve(FILE);
  }

  /// [Settings#NONE] where nothing was saved yet.
  ///
  /// @throws IOException if there is something that cannot be read as settings
  public Settings load() throws IOException {
    try {
      Stored stored = MAPPER.readValue(Files.readAllBytes(file()), Stored.class);
      if (stored == null) {
        throw new IOException(file() + " holds no settings: null where a value belongs");
      }
      return stored.settings();
    } catch (NoSuchFileException e) {
      return Settings.NONE;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file() + " holds no settings: " + e.getMessage(), e);
    }
  }

  public void save(Settings settings) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "settings", ".new");
    try {
      Files.write(
          fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(Stored.of(settings)));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// As it lies in the file: plain strings, absent fields allowed.
  private record Stored(
      Optional<List<JsonNode>> folders, Optional<String> server, Optional<String> tokenFile) {

    static Stored of(Settings settings) {
      return new Stored(
          Optional.of(settings.folders().stream().map(StoredFolder::write).toList()),
          settings.server(),
          settings.tokenFile().map(Path::toString));
    }

    Settings settings() {
      return new Settings(
          folders.orElse(List.of()).stream().map(StoredFolder::read).toList(),
          server,
          tokenFile.map(Path::of));
    }
  }
}
