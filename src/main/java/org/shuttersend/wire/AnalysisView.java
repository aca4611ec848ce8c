package org.shuttersend.wire;

import java.time.Instant;
import java.util.Optional;

/// `GET /api/photos/{id}/analysis`.
///
/// @param state `pending`, `done` or `failed`
/// @param answer the analyser's JSON, once it is done
/// @param error why it failed, or is tried again
public record AnalysisView(
    String photoId,
    String state,
    Optional<Object> answer,
    Optional<String> error,
    Instant updatedAt) {}
