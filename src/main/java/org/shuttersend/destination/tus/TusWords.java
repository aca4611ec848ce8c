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
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.UploadMetadata;

/// What is said of one photo by tus 1.0, and how what is answered reads. Decides nothing. Used by
/// one thread.
final class TusWords {
  private static final MediaType OFFSET_TYPE = MediaType.get(Names.OFFSET_TYPE);

  private final Http http;
  private final String endpoint;
  private final Outgoing photo;
  private final SendProgress progress;
  private boolean hasBegun;

  /// @param endpoint the creation path below the server's address; empty: the address itself
  TusWords(Http http, String endpoint, Outgoing photo, SendProgress progress) {
    this.http = http;
    this.endpoint = endpoint;
    this.photo = photo;
    this.progress = progress;
  }

  long size() {
    return photo.file().stamp().size();
  }

  /// Makes an upload, with all of the photo in it.
  Request createWhole() {
    return creation().post(body(0, size())).build();
  }

  /// Makes room for it.
  Request createPlace() {
    return creation().post(RequestBody.EMPTY).build();
  }

  private Request.Builder creation() {
    Request.Builder request = endpoint.isEmpty() ? http.root() : http.request(endpoint);
    return tus(request)
        .header(Names.UPLOAD_LENGTH, Long.toString(size()))
        .header(Names.UPLOAD_METADATA, metadata().header())
        .header(Names.IDEMPOTENCY_KEY, photo.key());
  }

  /// Asks where it stands.
  Request head(String location) throws DeliveryException {
    return tus(http.at(location)).head().build();
  }

  /// Sends the bytes from an offset to an end.
  ///
  /// @param asking whether the server is to say first that it wants them
  Request append(String location, long offset, long end, boolean asking) throws DeliveryException {
    hasBegun = false;
    Request.Builder request =
        tus(http.at(location)).header(Names.UPLOAD_OFFSET, Long.toString(offset));
    if (asking) {
      request.header("Expect", "100-continue");
    }
    return request.patch(body(offset, end)).build();
  }

  /// Whether bytes of what was last appended were sent.
  boolean hasBegun() {
    return hasBegun;
  }

  /// Asks what the server takes.
  Request discover(String location) throws DeliveryException {
    return tus(http.at(location)).method("OPTIONS", null).build();
  }

  /// Gives an upload up.
  Request delete(String location) throws DeliveryException {
    return tus(http.at(location)).delete().build();
  }

  private RequestBody body(long offset, long end) {
    progress.sent(offset);
    return new FileBody(
        photo.file().ref().file(), offset, end, OFFSET_TYPE, this::sent, progress, http.gate());
  }

  private void sent(long bytes) {
    hasBegun = true;
    progress.sent(bytes);
  }

  private static Request.Builder tus(Request.Builder request) {
    return request.header(Names.TUS_RESUMABLE, Names.TUS_VERSION);
  }

  private UploadMetadata metadata() {
    FileRef ref = photo.file().ref();
    Map<String, String> values = new LinkedHashMap<>();
    values.put(UploadMetadata.FILENAME, Names.nfc(ref.name()));
    values.put(UploadMetadata.RELATIVE_PATH, Names.nfc(ref.path()));
    values.put(UploadMetadata.FOLDER, Names.nfc(ref.folder().name()));
    values.put(UploadMetadata.SHA256, photo.hash().hex());
    values.put(UploadMetadata.MODIFIED, photo.file().stamp().modified().toString());
    return new UploadMetadata(values);
  }

  static Receipt receipt(Response response) {
    String hash = response.header(Names.RECEIPT_SHA256, "");
    String job = response.header(Names.RECEIPT_JOB, "");
    return new Receipt(
        ContentHash.isValid(hash) ? Optional.of(new ContentHash(hash)) : Optional.empty(),
        job.isEmpty() ? Optional.empty() : Optional.of(job));
  }

  /// How much of this photo the server says it has.
  long offset(Response response) throws DeliveryException {
    String header = response.header(Names.UPLOAD_OFFSET, "");
    long offset = header.matches("\\d{1,18}") ? Long.parseLong(header) : -1;
    if (offset < 0 || offset > size()) {
      throw new DeliveryException(Answers.notAReceiver("Upload-Offset: " + header, http.clock()));
    }
    return offset;
  }

  /// Whether the upload is of this photo's length, as far as is said.
  boolean isOurs(Response response) {
    String length = response.header(Names.UPLOAD_LENGTH, "").strip();
    return length.isEmpty() || length.equals(Long.toString(size()));
  }
}
