package org.shuttersend.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A mistake made on purpose in the woven product, to see that the harness finds it.
///
/// @param forgotten methods that return at once: nothing, an empty optional, an empty map, or
///   nobody, as their type wants it
/// @param uncalled calls that are left out, as `where>what`
/// @param words texts in classes and resources, and what is there instead
record SeededBug(
    String name, Set<String> forgotten, Set<String> uncalled, Map<String, String> words) {

  static final SeededBug NONE = new SeededBug("none", Set.of(), Set.of(), Map.of());

  /// The receipt is given before the photo's bytes are synced.
  static final SeededBug RECEIPT_BEFORE_SYNC =
      new SeededBug(
          "a receipt before the bytes are synced",
          Set.of(),
          Set.of("receiver.store.UploadFiles#makeDurable>database.Durable#file"),
          Map.of());

  /// The intent is deleted before the names of the moved photos are synced.
  static final SeededBug NAMES_NOT_SYNCED =
      new SeededBug(
          "the folders are not synced after a move",
          Set.of(),
          Set.of("receiver.store.Placements#settle>database.Durable#folder"),
          Map.of());

  /// A restart sends under a new key and asks for no place it had.
  static final SeededBug KEY_FORGOTTEN =
      new SeededBug(
          "the upload's key and place are forgotten at a restart",
          Set.of(),
          Set.of(),
          Map.of(" upload_key = coalesce(upload_key, ?)", " location = NULL, upload_key = ?"));

  /// Stored without asking whether the content is there, and without the database's refusal.
  static final SeededBug STORED_TWICE =
      new SeededBug(
          "a content is stored without the unique check",
          Set.of("receiver.store.Acceptance#known", "receiver.store.Inventory#has"),
          Set.of(),
          Map.of(
              "created_at   INTEGER NOT NULL,\n  UNIQUE (owner, sha256)",
              "created_at   INTEGER NOT NULL"));

  /// A file that pauses is taken for whole though a program has it open.
  static final SeededBug WRITERS_NOT_ASKED =
      new SeededBug(
          "nobody asks whether a file is open for writing",
          Set.of("settle.LeaseWriters#of"),
          Set.of(),
          Map.of());

  static final List<SeededBug> ALL =
      List.of(
          RECEIPT_BEFORE_SYNC, NAMES_NOT_SYNCED, KEY_FORGOTTEN, STORED_TWICE, WRITERS_NOT_ASKED);

  /// What of the product it is made in.
  Set<String> needs() {
    var needs = new HashSet<>(forgotten);
    needs.addAll(uncalled);
    needs.addAll(words.keySet());
    return needs;
  }

  @Override
  public String toString() {
    return name;
  }
}
