package org.shuttersend.receiver.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which endpoint answers which method of which path: exact paths, and paths with one id behind.
final class Routes {
  private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
  private final Map<String, Map<String, Endpoint>> withId = new HashMap<>();

  Routes at(String method, String path, Endpoint endpoint) {
    exact.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  Routes below(String method, String path, Endpoint endpoint) {
    withId.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  Optional<Found> find(String path) {
    if (exact.containsKey(path)) {
      return Optional.of(new Found(exact.getOrDefault(path, Map.of()), path, ""));
    }
    int slash = path.lastIndexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      return Optional.empty();
    }
    return Optional.ofNullable(withId.get(path.substring(0, slash)))
        .map(methods ->
            new Found(methods, path.substring(0, slash) + "/{id}", path.substring(slash + 1)));
  }

  /// The methods of a path.
  ///
  /// @param template the path without what differs
  record Found(Map<String, Endpoint> methods, String template, String id) {}
}
