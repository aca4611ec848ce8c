package org.shuttersend.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuttersend.model.JobState;

/// One photo of a page of photos.
///
/// @param owner whose it is
/// @param folder the hot folder it came from
/// @param path in the hot folder
/// @param state of its job
/// @param error why its job failed, or is tried again
/// @param takenAt by the camera's own clock: `2026-11-22T14:02:11`, with an offset behind it where
///   the camera knew one
/// @param width in pixels, as it is looked at
/// @param previews where its previews are, by their size: `512` and `2048`; empty without
/// @param previewReason why there is none; it completes "There is no preview: "
/// @param analysis `pending`, `done` or `failed`, where an analyser is asked
public record PhotoView(
    String id,
    String owner,
    String name,
    String folder,
    String path,
    long size,
    String sha256,
    JobState state,
    Optional<String> error,
    Optional<String> takenAt,
    Optional<String> camera,
    Optional<String> lens,
    OptionalInt width,
    OptionalInt height,
    Instant createdAt,
    Map<String, String> previews,
    Optional<String> previewReason,
    Optional<String> analysis) {}
