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
import org.shuttersend.model.Limits;
import org.shuttersend.model.TimetableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
  /// @throws UnusableTimetable if the timetable in it is none
  /// @throws IOException if there is something that cannot be read as settings
  public Settings load() throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(Files.readAllBytes(file()));
      if (!tree.isObject()) {
        throw new IOException(
            file() + " holds no settings: " + tree.getNodeType() + " where they belong");
      }
      return MAPPER.treeToValue(tree, Stored.class).settings(StoredLimits.read(tree));
    } catch (NoSuchFileException e) {
      return Settings.NONE;
    } catch (TimetableException e) {
      throw new UnusableTimetable(file(), e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file() + " holds no settings: " + e.getMessage(), e);
    }
  }

  /// What is in the file and not known here, as what a newer version wrote, stays in it.
  public void save(Settings settings) throws IOException {
    Files.createDirectories(folder);
    ObjectNode whole = there();
    whole.setAll((ObjectNode) MAPPER.valueToTree(Stored.of(settings)));
    StoredLimits.write(settings.limits(), whole);
    Path fresh = Files.createTempFile(folder, "settings", ".new");
    try {
      Files.write(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// What the file holds now; nothing where that is no settings, for these were never loaded.
  private ObjectNode there() throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(Files.readAllBytes(file()));
      return tree instanceof ObjectNode object ? object : MAPPER.createObjectNode();
    } catch (NoSuchFileException | JacksonException e) {
      return MAPPER.createObjectNode();
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

    Settings settings(Limits limits) {
      return new Settings(
          folders.orElse(List.of()).stream().map(StoredFolder::read).toList(),
          server,
          tokenFile.map(Path::of),
          limits);
    }
  }
}
