package org.shuttersend.destination;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Receipt;

/// A server that takes photos. Every call blocks, has a time limit, and may come from any number of
/// threads.
public interface Destination extends AutoCloseable {

  /// The receiver's id, where it has one: another id means another memory of what it has.
  Optional<String> instance();

  /// The id of the receiver that answers at this moment: another one may have the address since.
  Optional<String> instanceNow() throws DeliveryException;

  /// Who we are there, where the server says.
  default Optional<String> user() {
    return Optional.empty();
  }

  /// Which of these must be sent? Answers in the order asked; a server that cannot say wants all of
  /// them.
  ///
  /// @param photos at most [#CHECK_LIMIT]
  List<Verdict> check(List<Asked> photos) throws DeliveryException;

  int CHECK_LIMIT = 1000;

  /// Which of these contents it has at this moment and has done all its work with. Only asks:
  /// nothing is moved or begun by it.
  ///
  /// @param contents at most [#CHECK_LIMIT]
  /// @return empty for a server that cannot say
  Optional<Set<ContentHash>> holds(Set<ContentHash> contents) throws DeliveryException;

  /// Sends one photo, or what is missing of it, and returns the server's receipt.
  Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException;

  /// What became of sent photos, where the server says.
  Optional<JobSource> jobs();

  /// Breaks off everything under way; the calls end with an exception.
  @Override
  void close();

  record Asked(String key, ContentHash hash, long size, FileRef ref) {}

  /// The answer to one question.
  sealed interface Verdict {
    record Send() implements Verdict {}

    /// It has the content, whoever sent it.
    ///
    /// @param jobDone whether it has done all it does with it
    record Have(Receipt receipt, boolean jobDone) implements Verdict {}

    /// It has some of this upload.
    record Resume(String location) implements Verdict {}
  }
}
