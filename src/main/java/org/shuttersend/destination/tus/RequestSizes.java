package org.shuttersend.destination.tus;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.shuttersend.wire.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much one server, and what is between it and us, takes in one request, as far as it has
/// shown. A photo travels in one piece until that is refused: each piece costs a round trip, and
/// some servers a file. What was learned is kept for as long as the server is connected to.
///
/// Bytes that are refused are sent for nothing. After a refusal, or a connection that was lost,
/// larger photos therefore ask for their place first. `Expect: 100-continue` is kept for uploads
/// that go on: a server that has not yet noticed that the connection broke refuses those, after 60
/// MB of them. Elsewhere it would cost a round trip and save nothing.
final class RequestSizes {
  private static final Logger log = LoggerFactory.getLogger(RequestSizes.class);
  private static final long MIB = 1024 * 1024;

  /// What takes less than this at once takes no photos.
  private static final long LEAST = MIB;

  /// If it says so itself, this is enough.
  private static final long LEAST_NAMED = 64 * 1024;

  /// No more travels in the creating request, which a cut makes worth nothing; but always this
  /// little.
  private static final long MOST_WITH_CREATION = 4 * MIB;

  private static final long LEAST_WITH_CREATION = 64 * 1024;

  /// As the draft of resumable uploads has it (draft-ietf-httpbis-resumable-upload). Tus itself
  /// names a limit for whole uploads only, and proxies name none.
  private static final Pattern APPEND_LIMIT =
      Pattern.compile("(?:^|[,\\s])max-append-size=(\\d{1,18})");

  private static final Pattern WHOLE_LIMIT = Pattern.compile("(?:^|[,\\s])max-size=(\\d{1,18})");

  // All guarded by this.
  private boolean saysContinue = true;
  private long most = Long.MAX_VALUE;
  private long withCreation = MOST_WITH_CREATION;

  /// How many of so many bytes may go in one request.
  synchronized long portion(long bytes) {
    return Math.min(bytes, most);
  }

  /// Whether a photo of this size may travel in the creating request.
  synchronized boolean fitCreation(long bytes) {
    return bytes <= Math.min(most, withCreation);
  }

  /// A creating request with this much in it came to nothing, which says nothing about its size.
  synchronized void creationFailed(long bytes) {
    withCreation = Math.max(LEAST_WITH_CREATION, Math.min(withCreation, bytes / 2));
  }

  /// A photo arrived.
  synchronized void arrived() {
    withCreation = Math.min(MOST_WITH_CREATION, withCreation * 2);
  }

  /// Whether it is worth asking the server if it wants so many bytes, before they are sent.
  synchronized boolean askBefore(long bytes) {
    return saysContinue && bytes >= LEAST;
  }

  /// It was asked, and waited for the bytes in silence, or did not understand.
  synchronized void doesNotSayContinue() {
    saysContinue = false;
  }

  /// So many bytes were too many for one request.
  ///
  /// @return whether it is worth trying with fewer
  synchronized boolean refused(long bytes, Response response) {
    OptionalLong named = limit(response, APPEND_LIMIT);
    long less;
    if (named.isPresent() && named.getAsLong() >= LEAST_NAMED && named.getAsLong() < bytes) {
      less = named.getAsLong();
    } else if (bytes > LEAST) {
      less = Math.max(LEAST, bytes / 2);
    } else {
      return false;
    }
    if (less < most) {
      log.info(
          "The server takes no more than {} KB at once; larger photos go in parts", less / 1024);
      most = less;
    }
    return true;
  }

  /// Whether an answer says that a photo of this size is too large as a whole.
  static boolean isTooLarge(long size, Response response) {
    String max = response.header(Names.TUS_MAX_SIZE, "").strip();
    boolean byTus = max.matches("\\d{1,18}") && Long.parseLong(max) < size;
    OptionalLong named = limit(response, WHOLE_LIMIT);
    return byTus || (named.isPresent() && named.getAsLong() < size);
  }

  private static OptionalLong limit(Response response, Pattern limit) {
    var found = limit.matcher(response.header(Names.UPLOAD_LIMIT, ""));
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }
}
