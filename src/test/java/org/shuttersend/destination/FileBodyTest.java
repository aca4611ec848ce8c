package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// Exactly the announced bytes, once, or a failure that says why not.
class FileBodyTest {
  private static final MediaType TYPE = MediaType.get("application/offset+octet-stream");

  @TempDir Path folder;

  private final List<Long> sent = new ArrayList<>();

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("photo.jpg"), content);
  }

  private byte[] written(Path file, long offset, long size, LongConsumer progress)
      throws IOException {
    var sink = new Buffer();
    new FileBody(file, offset, size, TYPE, progress, new Reading() {}, Gate.OPEN).writeTo(sink);
    return sink.readByteArray();
  }

  @Test
  void theWholeFileInOrder() throws Exception {
    byte[] content = bytes(200_001);
    assertThat(written(file(content), 0, content.length, sent::add)).isEqualTo(content);
    assertThat(sent).isSorted().endsWith(200_001L);
  }

  @Test
  void whatIsMissingFromAnOffset() throws Exception {
    byte[] content = bytes(150_000);
    byte[] rest = written(file(content), 149_990, content.length, sent::add);
    assertThat(rest).isEqualTo(Arrays.copyOfRange(content, 149_990, 150_000));
    assertThat(sent).containsExactly(150_000L);
    assertThat(
            new FileBody(
                    file(content), 149_990, 150_000, TYPE, sent::add, new Reading() {}, Gate.OPEN)
                .contentLength())
        .isEqualTo(10);
  }

  @Test
  void nothingWhenNothingIsMissing() throws Exception {
    assertThat(written(file(bytes(10)), 10, 10, sent::add)).isEmpty();
    assertThat(sent).isEmpty();
  }

  @Test
  void neverMoreThanWasAnnounced() throws Exception {
    byte[] content = bytes(100_000);
    assertThat(written(file(content), 0, 70_000, sent::add)).hasSize(70_000);
  }

  @Test
  void aFileThatGotShorterHasChanged() throws Exception {
    Path file = file(bytes(500_000));
    var e =
        catchThrowableOfType(
            LocalFileException.class, () -> written(file, 0, 500_000, at -> truncate(file, at)));
    assertThat(e.failure()).isEqualTo(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
  }

  private static void truncate(Path file, long at) {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatIsGoneHasChanged() {
    var e =
        catchThrowableOfType(
            LocalFileException.class, () -> written(folder.resolve("gone.jpg"), 0, 10, sent::add));
    assertThat(e.failure()).isInstanceOf(Failure.Changed.class);
  }

  @Test
  void whatCannotBeReadIsTriedAgainLater() {
    // A directory stands for all that opens and does not read.
    var e = catchThrowableOfType(LocalFileException.class, () -> written(folder, 0, 10, sent::add));
    assertThat(e.failure()).isInstanceOf(Failure.Retry.class);
    assertThat(e.failure().reason().code()).isEqualTo(Reason.Code.FILE_UNREADABLE);
  }

  @Test
  void isNeverSentTwice() throws Exception {
    assertThat(
            new FileBody(file(bytes(1)), 0, 1, TYPE, sent::add, new Reading() {}, Gate.OPEN)
                .isOneShot())
        .isTrue();
  }
}
