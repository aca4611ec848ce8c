package org.shuttersend.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Where a user is told things: `GET` and `POST /api/hooks`.
///
/// @param secret what notices are signed with; told once, when the hook is set
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Hook(String url, Optional<String> secret, Instant createdAt) {

  /// `POST /api/hooks`.
  ///
  /// @param url `http` or `https`, at most 2000 characters
  public record Request(Optional<String> url) {}

  /// `GET /api/hooks/log?before={next}&limit=100`: the latest try first.
  ///
  /// @param next the cursor of the next page; empty on the last
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Log(List<Entry> pushes, OptionalLong next) {}

  /// One try to tell the user something.
  ///
  /// @param stage `push` to the user's own hook, or `fallback`
  /// @param attempt 1 on the first try of its stage
  /// @param target scheme, host and port; the rest of a hook's address is as secret as a token
  /// @param outcome `sent` or `failed`
  /// @param status what the hook answered, if it did
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Entry(
      String noticeId,
      String stage,
      int attempt,
      String target,
      String outcome,
      OptionalInt status,
      Optional<String> reason,
      Instant at) {}
}
