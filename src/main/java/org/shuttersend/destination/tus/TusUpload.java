package org.shuttersend.destination.tus;

import java.util.Optional;
import okhttp3.Response;
import org.shuttersend.destination.Answers;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One photo on its way by tus 1.0. A small one may travel in the creating request; any other gets
/// its place first, so that a cut costs only what was not received. Used by one thread.
final class TusUpload {
  private static final Logger log = LoggerFactory.getLogger(TusUpload.class);
  private static final int TOO_LARGE = 413;
  private static final int EXPECTATION_FAILED = 417;

  private final Http http;
  private final TusWords words;
  private final boolean knowsKeys;
  private final RequestSizes sizes;
  private final Outgoing photo;
  private final SendProgress progress;
  private final long size;

  TusUpload(
      Http http,
      String endpoint,
      boolean knowsKeys,
      RequestSizes sizes,
      Outgoing photo,
      SendProgress progress) {
    this.http = http;
    this.words = new TusWords(http, endpoint, photo, progress);
    this.knowsKeys = knowsKeys;
    this.sizes = sizes;
    this.photo = photo;
    this.progress = progress;
    this.size = words.size();
  }

  Receipt send() throws DeliveryException {
    if (photo.location().isPresent()) {
      String location = photo.location().get();
      Optional<State> state = ask(location);
      if (state.isPresent()) {
        Optional<Receipt> receipt = goOn(location, state.get(), 1);
        if (receipt.isPresent()) {
          return receipt.get();
        }
      }
    }
    boolean inOne = knowsKeys && sizes.fitCreation(size);
    return inOne ? createWhole() : createPlace();
  }

  /// Where an upload stands.
  ///
  /// @param receipt of a finished one, where the server gives it again
  private record State(long offset, Receipt receipt) {}

  /// Empty when it is not there any more, or another's by now.
  private Optional<State> ask(String location) throws DeliveryException {
    try (Response response = http.control(words.head(location))) {
      return switch (response.code()) {
        case 200, 204 ->
            words.isOurs(response)
                ? Optional.of(new State(words.offset(response), TusWords.receipt(response)))
                : Optional.empty();
        case 404, 410 -> Optional.empty();
        default -> throw http.unexpected(response);
      };
    }
  }

  /// Sends what is missing, in as many requests as the server wants.
  ///
  /// @param asks how often it may be asked where it stands, if its offset moves under our hands
  /// @return empty when the upload is not there any more
  private Optional<Receipt> goOn(String location, State from, int asks) throws DeliveryException {
    Optional<State> state = Optional.of(from);
    int asked = 0;
    boolean goesOn = asks > 0;
    while (state.isPresent()) {
      long offset = state.get().offset();
      // A studio's receiver gives the receipt again; without one, an empty PATCH asks it to
      // complete what it holds.
      if (offset == size && state.get().receipt().hash().isPresent()) {
        return Optional.of(state.get().receipt());
      }
      long end = offset + sizes.portion(size - offset);
      boolean asking = goesOn && sizes.askBefore(end - offset);
      goesOn = true;
      switch (append(location, offset, end, asked < asks, asking)) {
        case Appended.Taken(Receipt receipt) -> {
          if (end == size) {
            return Optional.of(receipt);
          }
          state = Optional.of(new State(end, receipt));
          goesOn = false;
        }
        case Appended.Expired _ -> state = Optional.empty();
        case Appended.OffsetDiffers _ -> {
          asked++;
          state = ask(location);
        }
        case Appended.TooMuch _, Appended.Unasked _ -> state = ask(location);
      }
    }
    return Optional.empty();
  }

  /// All of a small photo in one request.
  private Receipt createWhole() throws DeliveryException {
    try (Response response = http.body(words.createWhole())) {
      if (response.code() == 201) {
        return created(response, true);
      }
      if (response.code() != TOO_LARGE || !sizes.refused(size, response)) {
        throw http.unexpected(response);
      }
    } catch (DeliveryException e) {
      switch (e.failure()) {
        case Failure.Retry _, Failure.HoldAll _, Failure.StopAll _ -> sizes.creationFailed(size);
        case Failure.Unreachable _, Failure.GiveUp _, Failure.Changed _ -> {}
      }
      throw e;
    }
    // It may be the request that was too large, or the photo.
    return createPlace();
  }

  private Receipt createPlace() throws DeliveryException {
    try (Response response = http.body(words.createPlace())) {
      if (response.code() != 201) {
        throw http.unexpected(response);
      }
      return created(response, false);
    }
  }

  /// @param carried whether the creation had all of the photo in it
  private Receipt created(Response response, boolean carried) throws DeliveryException {
    String location = response.header("Location", "");
    long offset = response.header(Names.UPLOAD_OFFSET) == null ? 0 : words.offset(response);
    Receipt receipt = TusWords.receipt(response);
    if (offset == size && (receipt.hash().isPresent() || carried)) {
      return receipt;
    }
    if (location.isEmpty()) {
      throw new DeliveryException(Answers.notAReceiver("201 without Location", http.clock()));
    }
    progress.located(location);
    Optional<Receipt> whole = goOn(location, new State(offset, receipt), 0);
    if (whole.isEmpty()) {
      // Made a moment ago: the next attempt asks for it, and makes another if need be.
      throw new DeliveryException(new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, "404")));
    }
    return whole.get();
  }

  /// What became of appended bytes.
  private sealed interface Appended {
    record Taken(Receipt receipt) implements Appended {}

    record Expired() implements Appended {}

    record OffsetDiffers() implements Appended {}

    /// Fewer may go.
    record TooMuch() implements Appended {}

    /// It did not say whether it wants them.
    record Unasked() implements Appended {}
  }

  /// @param again whether an offset that differs may be asked for again
  /// @param asking whether it is to say first that it wants the bytes
  private Appended append(String location, long offset, long end, boolean again, boolean asking)
      throws DeliveryException {
    try {
      return patch(location, offset, end, again, asking);
    } catch (DeliveryException e) {
      if (asking && !words.hasBegun() && isSilence(e.failure())) {
        sizes.doesNotSayContinue();
        return new Appended.Unasked();
      }
      if (isDamaged(e.failure())) {
        giveUp(location);
      }
      throw e;
    }
  }

  private static boolean isSilence(Failure failure) {
    return failure instanceof Failure.Retry(Reason reason)
        && reason.code() == Reason.Code.NO_ANSWER;
  }

  /// Bytes that arrived damaged are sent anew under another key: nobody would come back for these.
  private static boolean isDamaged(Failure failure) {
    return failure instanceof Failure.Retry(Reason reason)
        && reason.code() == Reason.Code.DAMAGED_ON_THE_WAY;
  }

  /// Tried once: what stays there all the same, the server clears away in time.
  private void giveUp(String location) {
    try (Response response = http.control(words.delete(location))) {
      log.debug("{} is given up: {}", location, response.code());
    } catch (DeliveryException e) {
      log.debug("{} could not be given up: {}", location, e.failure());
    }
  }

  private Appended patch(String location, long offset, long end, boolean again, boolean asking)
      throws DeliveryException {
    try (Response response = http.body(words.append(location, offset, end, asking))) {
      if (response.code() == EXPECTATION_FAILED && asking) {
        sizes.doesNotSayContinue();
        return new Appended.Unasked();
      }
      if (response.code() == 404 || response.code() == 410) {
        return new Appended.Expired();
      }
      if (response.code() == 409 && again) {
        return new Appended.OffsetDiffers();
      }
      if (response.code() == TOO_LARGE && mayBeSmaller(location, end - offset, response)) {
        return new Appended.TooMuch();
      }
      if (response.code() != 204 && response.code() != 200) {
        throw http.unexpected(response);
      }
      // A hotel's log-in page says 200 to everything: only the offset says who answers, and that
      // it has it all.
      long now = words.offset(response);
      if (now != end) {
        throw new DeliveryException(
            new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "Upload-Offset: " + now)));
      }
      return new Appended.Taken(TusWords.receipt(response));
    }
  }

  /// Whether it is the request that is too large and not the photo.
  private boolean mayBeSmaller(String location, long bytes, Response response)
      throws DeliveryException {
    if (response.header(Names.RETRY_AFTER) != null || RequestSizes.isTooLarge(size, response)) {
      return false;
    }
    try (Response limits = http.control(words.discover(location))) {
      if (limits.isSuccessful() && RequestSizes.isTooLarge(size, limits)) {
        return false;
      }
    }
    return sizes.refused(bytes, response);
  }
}
