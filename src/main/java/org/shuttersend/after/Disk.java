package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Glance;
import org.shuttersend.settle.Readiness;

/// All that is done to files here, each a step at which a disk may fail or a program may end.
interface Disk {

  /// One look; links are not followed.
  Glance at(Path file);

  /// What speaks against touching it.
  Readiness readiness(Path file);

  default boolean isInDoubt(Path file) {
    return readiness(file) != Readiness.COMPLETE;
  }

  /// What the system calls the volume a file or directory is on.
  String volume(Path file) throws IOException;

  /// What is in a directory, as far as its name is one of those.
  List<Path> list(Path directory, Predicate<String> names) throws IOException;

  /// Whether it is a directory itself: a link to one is none.
  boolean isDirectory(Path file);

  /// Whether it is a directory with nothing in it.
  boolean isEmptyDirectory(Path file) throws IOException;

  /// Whether anything has this name, a file or not.
  boolean exists(Path file);

  /// With all above it that are missing; waits until the disk has them.
  void makeDirectories(Path directory) throws IOException;

  /// Makes a file that was not there.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if anything is there
  void make(Path file, byte[] content) throws IOException;

  /// Makes a file that was not there and stands for one to come. It says so itself, and is never
  /// mistaken for anybody's empty file.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if anything is there
  void take(Path place) throws IOException;

  /// Whether what is there is such a file, and nothing else.
  boolean isTaken(Path place) throws IOException;

  /// Gives a file one more name on the same volume.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if anything has that name
  /// @throws IOException also where a file can have one name only, as on most cards
  void link(Path file, Path name) throws IOException;

  /// Whether both are names of one file, so that it has one left without the other. Links are not
  /// followed.
  boolean isSame(Path one, Path other) throws IOException;

  /// Gives a file another name on the same volume. What has that name is replaced.
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /// Waits until the disk has the names in a directory.
  void sync(Path directory) throws IOException;

  ContentHash hash(Path file) throws IOException;
}
