package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Glance;
import org.shuttersend.settle.Look;

/// The real files, with a program that ends, a disk that refuses, or somebody who is faster, at any
/// step that changes something. Used by one thread.
final class DyingDisk implements Disk {
  private final Disk real = new RealDisk(Look.onDisk());

  /// Before and after each step that changes something, from 1; 0 for never.
  private int deathAt;

  private int steps;
  private Optional<String> refusal = Optional.empty();
  private Runnable beforeRename = () -> {};
  private Runnable afterRename = () -> {};

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

  void beforeRename(Runnable once) {
    beforeRename = once;
  }

  void afterRename(Runnable once) {
    afterRename = once;
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
  public boolean isInDoubt(Path file) {
    return real.isInDoubt(file);
  }

  @Override
  public String volume(Path file) throws IOException {
    return card.isPresent() && file.startsWith(card.get()) ? "the card" : real.volume(file);
  }

  @Override
  public List<Path> list(Path directory, Predicate<String> names) throws IOException {
    return real.list(directory, names);
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
  public void rename(Path from, Path to) throws IOException {
    changing(from);
    Runnable first = beforeRename;
    beforeRename = () -> {};
    first.run();
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
