package org.shuttersend.catalog;

import java.util.Optional;
import org.shuttersend.database.Database;

/// An answer of the database that is asked for far more often than anything is written, kept until
/// the next commit of this program. Any thread.
final class Kept<T> {
  private final Database database;
  private final Database.Work<T> question;
  private volatile Optional<Answer<T>> answer = Optional.empty();

  private record Answer<T>(long revision, T value) {}

  Kept(Database database, Database.Work<T> question) {
    this.database = database;
    this.question = question;
  }

  T get() {
    // Before the reading: what is committed meanwhile makes this answer an old one.
    long revision = database.revision();
    Optional<Answer<T>> kept = answer.filter(before -> before.revision == revision);
    if (kept.isPresent()) {
      return kept.get().value;
    }
    T value = database.read(question);
    answer = Optional.of(new Answer<>(revision, value));
    return value;
  }
}
