package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.shuttersend.model.FileRef;

/// A directory that is being read, entry by entry, however many there are.
final class Listing implements AutoCloseable {
  private final FileRef directory;
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> entries;

  private Listing(FileRef directory, DirectoryStream<Path> stream) {
    this.directory = directory;
    this.stream = stream;
    this.entries = stream.iterator();
  }

  @SuppressWarnings("StreamResourceLeak") // closed by the listing it becomes part of
  static Listing of(FileRef directory) throws IOException {
    return new Listing(directory, Files.newDirectoryStream(directory.file()));
  }

  FileRef directory() {
    return directory;
  }

  /// @return empty at the end
  Optional<Path> next() throws IOException {
    try {
      return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
