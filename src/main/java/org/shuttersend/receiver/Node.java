package org.shuttersend.receiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.shuttersend.database.Durable;

/// Which of the receivers that share a database this is: a random id in its data folder, which is
/// its alone. So its next start knows what it was doing.
final class Node {
  /// Of a receiver that has its database for itself.
  static final String ALONE = "alone";

  private Node() {}

  static String of(Path data) throws IOException {
    Path file = data.resolve("node");
    if (!Files.exists(file)) {
      Files.createDirectories(data);
      Path fresh = Files.writeString(data.resolve("node.new"), UUID.randomUUID().toString());
      Durable.file(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
