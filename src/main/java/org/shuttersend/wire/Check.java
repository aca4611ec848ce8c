package org.shuttersend.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.model.JobState;

/// `POST /api/photos/check`: which of these contents must be sent?
public final class Check {
  /// The most items of one request.
  public static final int MAX_ITEMS = 1000;

  private Check() {}

  public record Request(List<Item> items) {}

  /// @param key the sender's upload key, its Idempotency-Key when it uploads
  /// @param sha256 64 lower-case hexadecimal digits
  /// @param folder where it is to lie, as in [UploadMetadata]: a content that is had, but as an
  ///   older version of its path, is put back there
  /// @param relativePath with `folder`
  public record Item(
      String key,
      String sha256,
      long size,
      String name,
      Optional<String> folder,
      Optional<String> relativePath) {}

  public record Response(List<Answer> items) {}

  /// One item's answer, in the order asked.
  ///
  /// @param photoId with `have`
  /// @param jobId with `have`
  /// @param jobState with `have`: while it is not done, the content may yet turn out to be damaged
  /// @param location with `resume`: where the upload goes on
  /// @param offset with `resume`: bytes already there
  public record Answer(
      String key,
      Verdict verdict,
      Optional<String> photoId,
      Optional<String> jobId,
      Optional<JobState> jobState,
      Optional<String> location,
      OptionalLong offset) {

    public static Answer send(String key) {
      return new Answer(
          key,
          Verdict.SEND,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty());
    }

    public static Answer have(String key, String photoId, String jobId, JobState jobState) {
      return new Answer(
          key,
          Verdict.HAVE,
          Optional.of(photoId),
          Optional.of(jobId),
          Optional.of(jobState),
          Optional.empty(),
          OptionalLong.empty());
    }

    public static Answer resume(String key, String location, long offset) {
      return new Answer(
          key,
          Verdict.RESUME,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(location),
          OptionalLong.of(offset));
    }
  }

  public enum Verdict {
    SEND,
    HAVE,
    RESUME
  }
}
