package org.shuttersend.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A hot folder as it lies in `settings.json`: its path alone where everything is sent, as older
/// versions wrote it, else an object with its path and what was chosen.
final class StoredFolder {
  private static final String PATH = "path";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";
  private static final String MIN_SIZE = "minSize";
  private static final String MAX_SIZE = "maxSize";
  private static final String ONLY_NEW = "onlyNew";
  private static final String AFTER = "after";
  private static final String AFTER_FOLDER = "afterFolder";

  private StoredFolder() {}

  /// @throws IllegalArgumentException if it is none, with the field that is wrong
  static ChosenFolder read(JsonNode stored) {
    if (stored.isString()) {
      return new ChosenFolder(Path.of(stored.stringValue()), Choosing.USUAL);
    }
    if (!stored.isObject() || !stored.path(PATH).isString()) {
      throw new IllegalArgumentException("a folder without a path: " + stored);
    }
    return new ChosenFolder(
        Path.of(stored.path(PATH).stringValue()),
        new Choosing(
            lines(stored, INCLUDE),
            lines(stored, EXCLUDE),
            bytes(stored, MIN_SIZE),
            bytes(stored, MAX_SIZE),
            flag(stored, ONLY_NEW)),
        new AfterUpload(action(stored), afterFolder(stored)));
  }

  private static Action action(JsonNode stored) {
    JsonNode after = stored.path(AFTER);
    if (!isThere(after)) {
      return Action.KEEP;
    }
    return Arrays.stream(Action.values())
        .filter(action -> written(action).equals(after.asString("")))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(AFTER + " is neither keep, move nor trash: " + after));
  }

  private static String written(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private static String afterFolder(JsonNode stored) {
    JsonNode name = stored.path(AFTER_FOLDER);
    if (!isThere(name)) {
      return AfterUpload.USUAL_FOLDER;
    }
    if (!name.isString() || !AfterUpload.isUsable(name.stringValue())) {
      throw new IllegalArgumentException(AFTER_FOLDER + " is no name for a folder: " + name);
    }
    return name.stringValue();
  }

  private static List<String> lines(JsonNode stored, String field) {
    JsonNode array = stored.path(field);
    var lines = new ArrayList<String>();
    if (isThere(array)) {
      boolean strings = array.isArray();
      for (JsonNode line : array) {
        strings &= line.isString();
        lines.add(line.asString(""));
      }
      if (!strings) {
        throw new IllegalArgumentException(field + " is no list of patterns: " + array);
      }
    }
    return lines;
  }

  private static OptionalLong bytes(JsonNode stored, String field) {
    JsonNode number = stored.path(field);
    if (!isThere(number)) {
      return OptionalLong.empty();
    }
    if (!number.canConvertToLong() || !number.isIntegralNumber()) {
      throw new IllegalArgumentException(field + " is no number of bytes: " + number);
    }
    return OptionalLong.of(number.longValue());
  }

  private static boolean flag(JsonNode stored, String field) {
    JsonNode flag = stored.path(field);
    if (isThere(flag) && !flag.isBoolean()) {
      throw new IllegalArgumentException(field + " is neither true nor false: " + flag);
    }
    return isThere(flag) && flag.booleanValue();
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  static JsonNode write(ChosenFolder folder) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Choosing choosing = folder.choosing();
    if (choosing.equals(Choosing.USUAL) && folder.after().equals(AfterUpload.KEEP)) {
      return nodes.stringNode(folder.root().toString());
    }
    ObjectNode object = nodes.objectNode();
    object.put(PATH, folder.root().toString());
    choosing.include().forEach(object.putArray(INCLUDE)::add);
    choosing.exclude().forEach(object.putArray(EXCLUDE)::add);
    choosing.least().ifPresent(least -> object.put(MIN_SIZE, least));
    choosing.most().ifPresent(most -> object.put(MAX_SIZE, most));
    object.put(ONLY_NEW, choosing.onlyNew());
    object.put(AFTER, written(folder.after().action()));
    object.put(AFTER_FOLDER, folder.after().folder());
    return object;
  }
}
