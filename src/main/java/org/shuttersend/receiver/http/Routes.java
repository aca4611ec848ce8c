package org.shuttersend.receiver.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which endpoint answers which method of which path: exact paths, and paths with one id behind or
/// in them.
final class Routes {
  private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
  private final Map<String, Map<String, Endpoint>> withId = new HashMap<>();

  /// With `*` where the id is.
  private final Map<String, Map<String, Endpoint>> aroundId = new HashMap<>();

  Routes at(String method, String path, Endpoint endpoint) {
    exact.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  Routes below(String method, String path, Endpoint endpoint) {
    withId.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
    return this;
  }

  /// @param after what stands behind the id, with its slash
  Routes around(String method, String before, String after, Endpoint endpoint) {
    aroundId.computeIfAbsent(before + "/*" + after, p -> new TreeMap<>()).put(method, endpoint);
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
            new Found(methods, path.substring(0, slash) + "/{id}", path.substring(slash + 1)))
        .or(() -> findAround(path, slash));
  }

  private Optional<Found> findAround(String path, int last) {
    int before = path.lastIndexOf('/', last - 1);
    if (before <= 0 || before + 1 == last) {
      return Optional.empty();
    }
    String start = path.substring(0, before);
    String end = path.substring(last);
    return Optional.ofNullable(aroundId.get(start + "/*" + end))
        .map(
            methods -> new Found(methods, start + "/{id}" + end, path.substring(before + 1, last)));
  }

  /// The methods of a path.
  ///
  /// @param template the path without what differs
  record Found(Map<String, Endpoint> methods, String template, String id) {}
}
