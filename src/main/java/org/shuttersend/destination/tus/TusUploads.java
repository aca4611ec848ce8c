package org.shuttersend.destination.tus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.shuttersend.destination.Answers;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.FileBody;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.UploadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Uploads by tus 1.0. Small files travel in the creating request; larger ones get their place
/// first, so that a cut costs only what was not received.
public final class TusUploads {
  private static final Logger log = LoggerFactory.getLogger(TusUploads.class);
  private static final long ONE_REQUEST = 4L * 1024 * 1024;
  private static final int TURNS = 2;
  private static final MediaType OFFSET_TYPE = MediaType.get(Names.OFFSET_TYPE);

  private final Http http;
  private final String endpoint;

  /// @param endpoint the creation path below the server's address; empty: the address itself
  public TusUploads(Http http, String endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /// Sends the photo, or what the server has not got of it.
  public Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException {
    if (photo.location().isPresent()) {
      Optional<Receipt> receipt = goOn(photo, photo.location().get(), progress);
      if (receipt.isPresent()) {
        return receipt.get();
      }
    }
    return create(photo, progress);
  }

  /// @param receipt of a finished upload, where the server gives one again
  private record State(long offset, Receipt receipt) {}

  /// Where the upload stands; empty when it is not there any more.
  private Optional<State> ask(String location, Outgoing photo) throws DeliveryException {
    Request request = tus(http.at(location)).head().build();
    try (Response response = http.control(request)) {
      return switch (response.code()) {
        case 200, 204 -> Optional.of(new State(offset(response, photo), receipt(response)));
        case 404, 410 -> Optional.empty();
        default -> throw http.unexpected(response);
      };
    }
  }

  /// Sends what is missing, from where the upload stands. Where its offset moves under our hands,
  /// it is asked for once more. Empty when the upload is not there any more.
  private Optional<Receipt> goOn(Outgoing photo, String location, SendProgress progress)
      throws DeliveryException {
    Optional<State> state = ask(location, photo);
    for (int turn = 1; state.isPresent(); turn++) {
      long offset = state.get().offset();
      // A studio's receiver gives the receipt again; without one, an empty PATCH asks it to
      // complete what it holds.
      if (offset == photo.file().stamp().size() && state.get().receipt().hash().isPresent()) {
        return Optional.of(state.get().receipt());
      }
      switch (append(photo, location, offset, progress, turn < TURNS)) {
        case Appended.Whole(Receipt receipt) -> {
          return Optional.of(receipt);
        }
        case Appended.Expired _ -> {
          return Optional.empty();
        }
        case Appended.OffsetDiffers _ -> state = ask(location, photo);
      }
    }
    return Optional.empty();
  }

  private Receipt create(Outgoing photo, SendProgress progress) throws DeliveryException {
    long size = photo.file().stamp().size();
    boolean inOne = size <= ONE_REQUEST;
    RequestBody body =
        inOne ? body(photo, 0, progress) : RequestBody.create(new byte[0], (MediaType) null);
    Request.Builder request = endpoint.isEmpty() ? http.root() : http.request(endpoint);
    tus(request)
        .header(Names.UPLOAD_LENGTH, Long.toString(size))
        .header(Names.UPLOAD_METADATA, metadata(photo).header())
        .header(Names.IDEMPOTENCY_KEY, photo.key())
        .post(body);
    String location;
    long offset;
    try (Response response = http.body(request.build())) {
      if (response.code() != 201) {
        throw http.unexpected(response);
      }
      location = response.header("Location", "");
      offset = response.header(Names.UPLOAD_OFFSET) == null ? 0 : offset(response, photo);
      Receipt receipt = receipt(response);
      if (offset == size && (receipt.hash().isPresent() || inOne)) {
        return receipt;
      }
    }
    if (location.isEmpty()) {
      throw new DeliveryException(Answers.notAReceiver("201 without Location", http.clock()));
    }
    progress.located(location);
    return switch (append(photo, location, offset, progress, false)) {
      case Appended.Whole(Receipt receipt) -> receipt;
      case Appended.Expired _, Appended.OffsetDiffers _ ->
          // Made a moment ago: the next attempt asks for it, and makes another if need be.
          throw new DeliveryException(
              new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, "404")));
    };
  }

  /// What became of appended bytes.
  private sealed interface Appended {
    record Whole(Receipt receipt) implements Appended {}

    record Expired() implements Appended {}

    record OffsetDiffers() implements Appended {}
  }

  /// @param again whether an offset that differs may be asked for again
  private Appended append(
      Outgoing photo, String location, long offset, SendProgress progress, boolean again)
      throws DeliveryException {
    try {
      return patch(photo, location, offset, progress, again);
    } catch (DeliveryException e) {
      if (isDamaged(e.failure())) {
        giveUp(location);
      }
      throw e;
    }
  }

  /// Bytes that arrived damaged are sent anew under another key: nobody would come back for these.
  private static boolean isDamaged(Failure failure) {
    return failure instanceof Failure.Retry(Reason reason)
        && reason.code() == Reason.Code.DAMAGED_ON_THE_WAY;
  }

  /// Tried once: what stays there all the same, the server clears away in time.
  private void giveUp(String location) {
    try (Response response = http.control(tus(http.at(location)).delete().build())) {
      log.debug("{} is given up: {}", location, response.code());
    } catch (DeliveryException e) {
      log.debug("{} could not be given up: {}", location, e.failure());
    }
  }

  private Appended patch(
      Outgoing photo, String location, long offset, SendProgress progress, boolean again)
      throws DeliveryException {
    Request request =
        tus(http.at(location))
            .header(Names.UPLOAD_OFFSET, Long.toString(offset))
            .patch(body(photo, offset, progress))
            .build();
    try (Response response = http.body(request)) {
      if (response.code() == 404 || response.code() == 410) {
        return new Appended.Expired();
      }
      if (response.code() == 409 && again) {
        return new Appended.OffsetDiffers();
      }
      if (response.code() != 204 && response.code() != 200) {
        throw http.unexpected(response);
      }
      // A hotel's log-in page says 200 to everything: only the offset says who answers, and that
      // it has it all.
      long now = offset(response, photo);
      if (now < photo.file().stamp().size()) {
        throw new DeliveryException(
            new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "Upload-Offset: " + now)));
      }
      return new Appended.Whole(receipt(response));
    }
  }

  private RequestBody body(Outgoing photo, long offset, SendProgress progress) {
    return new FileBody(
        photo.file().ref().file(),
        offset,
        photo.file().stamp().size(),
        OFFSET_TYPE,
        progress::sent,
        progress,
        http.gate());
  }

  private static Request.Builder tus(Request.Builder request) {
    return request.header(Names.TUS_RESUMABLE, Names.TUS_VERSION);
  }

  private static UploadMetadata metadata(Outgoing photo) {
    FileRef ref = photo.file().ref();
    Map<String, String> values = new LinkedHashMap<>();
    values.put(UploadMetadata.FILENAME, Names.nfc(ref.name()));
    values.put(UploadMetadata.RELATIVE_PATH, Names.nfc(ref.path()));
    values.put(UploadMetadata.FOLDER, Names.nfc(ref.folder().name()));
    values.put(UploadMetadata.SHA256, photo.hash().hex());
    values.put(UploadMetadata.MODIFIED, photo.file().stamp().modified().toString());
    return new UploadMetadata(values);
  }

  private static Receipt receipt(Response response) {
    String hash = response.header(Names.RECEIPT_SHA256, "");
    String job = response.header(Names.RECEIPT_JOB, "");
    return new Receipt(
        ContentHash.isValid(hash) ? Optional.of(new ContentHash(hash)) : Optional.empty(),
        job.isEmpty() ? Optional.empty() : Optional.of(job));
  }

  /// How much of this photo the server says it has.
  private long offset(Response response, Outgoing photo) throws DeliveryException {
    String header = response.header(Names.UPLOAD_OFFSET, "");
    long offset = header.matches("\\d{1,18}") ? Long.parseLong(header) : -1;
    if (offset < 0 || offset > photo.file().stamp().size()) {
      throw new DeliveryException(Answers.notAReceiver("Upload-Offset: " + header, http.clock()));
    }
    return offset;
  }
}
