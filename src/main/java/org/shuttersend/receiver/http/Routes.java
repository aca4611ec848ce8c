package org.shuttersend.receiver.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which endpoint answers which method of which path: exact paths, paths with one id behind, and
/// those with a word behind the id.
final class Routes {
  private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
  private final Map<String, Map<String, Endpoint>> withId = new HashMap<>();

  private final Map<String, Map<String, Endpoint>> withWord = new HashMap<>();

  Routes at(String method, String path, Endpoint endpoint) {
    exact.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  Routes below(String method, String path, Endpoint endpoint) {
    withId.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  /// `path/{id}/word`.
  Routes within(String method, String path, String word, Endpoint endpoint) {
    withWord.computeIfAbsent(path + "/" + word, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  Optional<Found> find(String path) {
    if (exact.containsKey(path)) {
      return Optional.of(new Found(exact.getOrDefault(path, Map.of()), ""));
    }
    int slash = path.lastIndexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      return Optional.empty();
    }
    String before = path.substring(0, slash);
    return withId.containsKey(before)
        ? Optional.of(new Found(withId.getOrDefault(before, Map.of()), path.substring(slash + 1)))
        : word(before, path.substring(slash));
  }

  private Optional<Found> word(String path, String word) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 || slash == path.length() - 1
        ? Optional.empty()
        : Optional.ofNullable(withWord.get(path.substring(0, slash) + word))
            .map(methods -> new Found(methods, path.substring(slash + 1)));
  }

  /// The methods of a path.
  record Found(Map<String, Endpoint> methods, String id) {}
}
