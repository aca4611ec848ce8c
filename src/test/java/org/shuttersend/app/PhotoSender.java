package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.shuttersend.receiver.Rig;
import org.shuttersend.wire.UploadMetadata;

/// Sends photos to several receivers that are one, each request to the next of them: what one began
/// goes on at another. It comes again until it has a receipt, as every sender does. One thread.
final class PhotoSender {
  /// A sender would wait for as long as it is told to; here many wait for little.
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration STUCK = Duration.ofMinutes(1);
  private static final String BYTES = "application/offset+octet-stream";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> addresses;
  private final String token;
  private int turn;
  private String asked = "";

  /// @param turn with which of them it begins
  PhotoSender(List<String> addresses, String token, int turn) {
    this.addresses = new ArrayList<>(addresses);
    this.token = token;
    this.turn = turn;
  }

  /// Returns with the receipt.
  void send(String key, String path, byte[] content) throws InterruptedException {
    while (!isReceived(key, path, content)) {
      Thread.sleep(PAUSE);
    }
  }

  private boolean isReceived(String key, String path, byte[] content) throws InterruptedException {
    try {
      boolean inTwo = key.hashCode() % 3 == 0;
      HttpRequest.Builder creation =
          request("/api/uploads")
              .header("Idempotency-Key", key)
              .header("Upload-Length", Integer.toString(content.length))
              .header("Upload-Metadata", metadata(path, content));
      if (!inTwo) {
        creation.header("Content-Type", BYTES);
      }
      HttpResponse<String> created =
          ask(creation.POST(inTwo ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content)));
      if (isReceipt(created, content)) {
        return true;
      }
      String location = Rig.header(created, "Location");
      return inTwo && !location.isEmpty() && isReceivedInTwo(location, content);
    } catch (IOException e) {
      addresses.remove(asked); // that one was killed
      return false;
    }
  }

  private boolean isReceivedInTwo(String location, byte[] content)
      throws IOException, InterruptedException {
    String offset = Rig.header(ask(request(location).HEAD()), "Upload-Offset");
    int from = offset.isEmpty() ? 0 : Integer.parseInt(offset);
    int half = Math.max(from, content.length / 2);
    HttpResponse<String> first = patch(location, from, Arrays.copyOfRange(content, from, half));
    return isReceipt(first, content)
        || isReceipt(
            patch(location, half, Arrays.copyOfRange(content, half, content.length)), content);
  }

  private HttpResponse<String> patch(String location, int offset, byte[] bytes)
      throws IOException, InterruptedException {
    return ask(
        request(location)
            .header("Content-Type", BYTES)
            .header("Upload-Offset", Integer.toString(offset))
            .method("PATCH", BodyPublishers.ofByteArray(bytes)));
  }

  private HttpRequest.Builder request(String path) {
    asked = addresses.get(turn++ % addresses.size());
    return HttpRequest.newBuilder(URI.create(asked + path))
        .timeout(STUCK)
        .header("Authorization", "Bearer " + token)
        .header("Tus-Resumable", "1.0.0");
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static boolean isReceipt(HttpResponse<String> answer, byte[] content) {
    if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer.statusCode() < 300
        && Rig.header(answer, "Shuttersend-Sha256").equals(Rig.sha256(content));
  }

  private static String metadata(String path, byte[] content) {
    return new UploadMetadata(
            Map.of(
                UploadMetadata.FOLDER,
                "Hot",
                UploadMetadata.RELATIVE_PATH,
                path,
                UploadMetadata.SHA256,
                Rig.sha256(content)))
        .header();
  }
}
