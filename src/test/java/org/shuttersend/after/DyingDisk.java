package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Glance;
import org.shuttersend.settle.Look;
import org.shuttersend.settle.Readiness;

/// The real files, with a program that ends, a disk that refuses, or somebody who is faster, at any
/// step that changes something. Used by one thread.
final class DyingDisk implements Disk {
  private final Disk real = new RealDisk(Look.onDisk());

  /// Before and after each step that changes something, from 1; 0 for never.
  private int deathAt;

  private int steps;
  private Optional<String> refusal = Optional.empty();
  private boolean closed;
  private boolean takesEachName;
  private Runnable beforeTake = () -> {};
  private Runnable beforeRename = () -> {};
  private Runnable afterRename = () -> {};
  private Runnable beforeLink = () -> {};
  private boolean hasNoLinks;
  private Optional<String> renameRefusal = Optional.empty();

  private Optional<Path> card = Optional.empty();

  /// The program was killed.
  static final class Killed extends Error {}

  void dieAt(int step) {
    deathAt = step;
    steps = 0;
  }

  boolean isAlive() {
    return deathAt == 0 || steps < deathAt;
  }

  /// The system's words whenever something is to be made or renamed.
  void refuse(String words) {
    refusal = Optional.of(words);
  }

  void allow() {
    refusal = Optional.empty();
  }

  /// No directory may be looked into.
  void close(boolean now) {
    closed = now;
  }

  /// Somebody is faster whenever a name is to be taken.
  void takesEachName(boolean faster) {
    takesEachName = faster;
  }

  void beforeTake(Runnable once) {
    beforeTake = once;
  }

  void beforeRename(Runnable once) {
    beforeRename = once;
  }

  void afterRename(Runnable once) {
    afterRename = once;
  }

  /// The next rename fails, after this has happened.
  void refuseRename(Runnable first, String words) {
    beforeRename = first;
    renameRefusal = Optional.of(words);
  }

  void beforeLink(Runnable once) {
    beforeLink = once;
  }

  /// As on most cards.
  void hasNoLinks() {
    hasNoLinks = true;
  }

  /// What lies there lies on a disk of its own.
  void card(Path root) {
    card = Optional.of(root);
  }

  void step() {
    if (deathAt > 0 && ++steps >= deathAt) {
      throw new Killed();
    }
  }

  private void changing(Path file) throws IOException {
    step();
    if (refusal.isPresent()) {
      throw new FileSystemException(file.toString(), null, refusal.get());
    }
  }

  @Override
  public Glance at(Path file) {
    return real.at(file);
  }

  @Override
  public Readiness readiness(Path file) {
    return real.readiness(file);
  }

  @Override
  public String volume(Path file) throws IOException {
    return card.isPresent() && file.startsWith(card.get()) ? "the card" : real.volume(file);
  }

  @Override
  public List<Path> list(Path directory, Predicate<String> names) throws IOException {
    if (closed) {
      throw new AccessDeniedException(directory.toString());
    }
    return real.list(directory, names);
  }

  @Override
  public boolean isDirectory(Path file) {
    return real.isDirectory(file);
  }

  @Override
  public boolean isEmptyDirectory(Path file) throws IOException {
    return real.isEmptyDirectory(file);
  }

  @Override
  public boolean exists(Path file) {
    return real.exists(file);
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    changing(directory);
    real.makeDirectories(directory);
    step();
  }

  @Override
  public void make(Path file, byte[] content) throws IOException {
    changing(file);
    real.make(file, content);
    step();
  }

  @Override
  public void take(Path place) throws IOException {
    changing(place);
    Runnable first = beforeTake;
    beforeTake = () -> {};
    first.run();
    if (takesEachName) {
      real.take(place);
    }
    real.take(place);
    step();
  }

  @Override
  public boolean isTaken(Path place) throws IOException {
    return real.isTaken(place);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    changing(file);
    if (hasNoLinks) {
      throw new FileSystemException(name.toString(), null, "Operation not permitted");
    }
    Runnable first = beforeLink;
    beforeLink = () -> {};
    first.run();
    real.link(file, name);
    step();
  }

  @Override
  public boolean isSame(Path one, Path other) throws IOException {
    return real.isSame(one, other);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    changing(from);
    Runnable first = beforeRename;
    beforeRename = () -> {};
    first.run();
    Optional<String> words = renameRefusal;
    renameRefusal = Optional.empty();
    if (words.isPresent()) {
      throw new FileSystemException(from.toString(), null, words.get());
    }
    real.rename(from, to);
    Runnable then = afterRename;
    afterRename = () -> {};
    then.run();
    step();
  }

  @Override
  public void delete(Path file) throws IOException {
    changing(file);
    real.delete(file);
    step();
  }

  @Override
  public void sync(Path directory) throws IOException {
    step();
    real.sync(directory);
    step();
  }

  @Override
  public ContentHash hash(Path file) throws IOException {
    return real.hash(file);
  }
}
