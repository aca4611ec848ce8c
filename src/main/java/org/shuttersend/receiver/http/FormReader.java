package org.shuttersend.receiver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.shuttersend.receiver.store.Appender;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.wire.UploadMetadata;

/// Reads a multipart form as it comes: the part `file` into an upload's file, the others as short
/// texts.
final class FormReader implements AutoCloseable {
  private static final String FILE = "file";
  private static final int MAX_PARTS = 32;
  private static final int MAX_FIELD = 8 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final Appender file;
  private final long maxSize;
  private final Map<String, String> fields = new HashMap<>();
  private boolean fileSeen;

  /// The parser swallows what its listener throws: it is told from here.
  private Optional<StorageFailure> failure = Optional.empty();

  private Optional<Refusal> refusal = Optional.empty();

  FormReader(Appender file, long maxSize) {
    this.file = file;
    this.maxSize = maxSize;
  }

  Appender file() {
    return file;
  }

  Map<String, String> fields() {
    return fields;
  }

  /// @throws Refusal if it is not a whole form with a file
  void read(String contentType, Exchange exchange) throws IOException {
    String boundary =
        contentType.regionMatches(true, 0, "multipart/form-data", 0, 19)
            ? MultiPart.extractBoundary(contentType)
            : null;
    if (boundary == null || boundary.isEmpty()) {
      throw Refusal.of(
          415, "malformed", "Send multipart/form-data with the photo in the field 'file'");
    }
    var parser = new MultiPart.Parser(boundary, new Parts());
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_FIELD);
    byte[] buffer = new byte[BUFFER];
    int n;
    do {
      n = next(exchange, buffer);
      boolean last = n < 0;
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, Math.max(0, n)), last));
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    } while (n >= 0);
    if (!fileSeen) {
      throw Refusal.of(400, "malformed", "The form has no field 'file' with a photo");
    }
  }

  private static int next(Exchange exchange, byte[] buffer) {
    try {
      return exchange.body().read(buffer);
    } catch (IOException e) {
      throw exchange.cut("The form ended early");
    }
  }

  @Override
  public void close() throws StorageFailure {
    file.close();
  }

  /// Called by the parser, on the reading thread.
  private final class Parts extends MultiPart.AbstractPartsListener {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean inFile;
    private boolean begun;

    @Override
    public void onPartContent(Content.Chunk chunk) {
      ByteBuffer bytes = chunk.getByteBuffer();
      if (failure.isPresent() || refusal.isPresent()) {
        return;
      }
      if (!begun) {
        begun = true;
        refuseIfNotOnePhoto(getName(), getFileName());
        inFile = FILE.equals(getName());
      }
      if (inFile) {
        append(bytes);
      } else if (text.size() + bytes.remaining() <= MAX_FIELD) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        text.writeBytes(copy);
      } else {
        refuse(413, "A field of the form is longer than " + MAX_FIELD + " bytes");
      }
    }

    /// A form brings one photo: none is dropped behind an answer that is about another.
    private void refuseIfNotOnePhoto(@Nullable String name, @Nullable String fileName) {
      if (FILE.equals(name) && fileSeen) {
        refuse(400, "The form has more than one photo: send a request for each");
      }
      if (!FILE.equals(name) && fileName != null) {
        refuse(400, "Send the photo in the field 'file', and a request for each photo");
      }
    }

    private void append(ByteBuffer bytes) {
      if (file.position() + bytes.remaining() > maxSize) {
        refuse(413, "The photo is larger than " + maxSize + " bytes");
        return;
      }
      try {
        file.write(bytes);
      } catch (StorageFailure e) {
        failure = Optional.of(e);
      }
    }

    @Override
    public void onPart(
        @Nullable String name, @Nullable String fileName, @Nullable HttpFields headers) {
      refuseIfNotOnePhoto(name, fileName);
      if (FILE.equals(name)) {
        fileSeen = true;
        if (fileName != null) {
          fields.putIfAbsent(UploadMetadata.FILENAME, fileName);
        }
      } else if (name != null) {
        fields.put(name, text.toString(StandardCharsets.UTF_8));
      }
      text.reset();
      begun = false;
      inFile = false;
    }

    @Override
    public void onFailure(Throwable cause) {
      refuse(400, "The form is damaged or ended early");
    }

    private void refuse(int status, String title) {
      if (refusal.isEmpty()) {
        refusal = Optional.of(Refusal.of(status, title));
      }
    }
  }
}
