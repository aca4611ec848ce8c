package org.shuttersend.wire;

import java.util.List;
import java.util.Optional;

/// `GET /api/capabilities`.
///
/// @param instance a random id made when the receiver's data folder was made: another one means
///   another memory of what it has
/// @param user whose token was sent; empty where the server does not say
public record Capabilities(
    String name,
    String version,
    String instance,
    Limits limits,
    List<String> protocols,
    List<String> features,
    Optional<String> user) {

  public Capabilities toldTo(String name) {
    return new Capabilities(
        this.name, version, instance, limits, protocols, features, Optional.of(name));
  }

  /// @param maxSize bytes of one photo
  /// @param queueCapacity jobs that may wait
  /// @param pageSize the most results of one page
  /// @param checkItems the most items of one check
  public record Limits(long maxSize, int queueCapacity, int pageSize, int checkItems) {}
}
