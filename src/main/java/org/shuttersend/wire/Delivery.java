package org.shuttersend.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A batch of photos with a number for people: `GET /api/deliveries/{id}`, and one entry of a page.
///
/// @param deliveryId prefix, month and number, as in `SHT-1126-0001`
/// @param assignedTo the user who is told when it is complete, and sees it too
/// @param counts only where one delivery was asked for
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Delivery(
    String deliveryId,
    String name,
    String owner,
    Optional<String> assignedTo,
    State state,
    Instant createdAt,
    Optional<Instant> completedAt,
    Optional<Counts> counts) {

  public enum State {
    OPEN,
    COMPLETE
  }

  public Delivery with(Counts its) {
    return new Delivery(
        deliveryId, name, owner, assignedTo, state, createdAt, completedAt, Optional.of(its));
  }

  /// Its photos: those the owner sent with its number.
  ///
  /// @param photos stored in all
  /// @param bytes of them
  /// @param done processed
  /// @param failed processed in vain
  /// @param pending stored, and still to be processed
  /// @param uploading not here as a whole yet
  public record Counts(
      long photos, long bytes, long done, long failed, long pending, long uploading) {}

  /// `POST /api/deliveries`.
  ///
  /// @param prefix 2 to 6 letters A–Z and digits
  public record Request(
      Optional<String> name, Optional<String> prefix, Optional<String> assignedTo) {}

  /// `GET /api/deliveries?before={next}&limit=100`: the newest first.
  ///
  /// @param next the cursor of the next page; empty on the last
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Page(List<Delivery> deliveries, OptionalLong next) {}

  /// What the assignee's hook is told when it is complete.
  ///
  /// @param noticeId the same on every try: by it a hook can tell that it heard this before
  /// @param event `delivery.complete`
  public record Notice(String noticeId, String event, Delivery delivery) {
    public static final String COMPLETE = "delivery.complete";
  }
}
