package org.shuttersend.cli;

import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Standing;
import org.shuttersend.cli.ContentReader.Result;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.PhotoState;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.Verdict;

/// The verdict on one file of a manifest. What is known counts before what would be chosen now; a
/// doubt is never safe. Immutable.
final class ManifestRule {
  private static final Selection EVERY_PHOTO = Selection.photographers();

  private ManifestRule() {}

  /// @param leftOut why it would not be sent now, if so
  /// @param held what the server has; empty if it cannot say, or was not asked
  static ManifestVerdict of(
      Standing standing,
      Optional<Verdict> leftOut,
      Result content,
      Optional<Set<ContentHash>> held) {
    return switch (standing.match()) {
      case SAME -> ofKnown(standing, content, held);
      case OTHER -> ManifestVerdict.CHANGED;
      case NONE -> leftOut.map(ManifestRule::ofLeftOut).orElse(ManifestVerdict.UNSEEN);
    };
  }

  private static ManifestVerdict ofKnown(
      Standing standing, Result content, Optional<Set<ContentHash>> held) {
    return switch (content) {
      case Result.Failed _ -> ManifestVerdict.UNREADABLE;
      case Result.Changed _ -> ManifestVerdict.CHANGED;
      case Result.Read(var hash)
          when standing.hash().filter(known -> !known.equals(hash)).isPresent() ->
          ManifestVerdict.DIFFERENT;
      case Result.Read _, Result.Unread _ -> ofState(standing, held);
    };
  }

  private static ManifestVerdict ofState(Standing standing, Optional<Set<ContentHash>> held) {
    return switch (standing.state().orElse(PhotoState.GONE)) {
      case PROCESSED, DUPLICATE -> ofDelivered(standing, held);
      case QUEUED, SENDING, HELD, ACCEPTED -> ManifestVerdict.WAITING;
      case FAILED, REFUSED, DISMISSED -> ManifestVerdict.FAILED;
      case SUPERSEDED -> ManifestVerdict.CHANGED;
      case GONE -> ManifestVerdict.UNSEEN;
    };
  }

  private static ManifestVerdict ofDelivered(Standing standing, Optional<Set<ContentHash>> held) {
    if (held.isPresent()) {
      return standing.hash().filter(held.get()::contains).isPresent()
          ? ManifestVerdict.SAFE
          : ManifestVerdict.NOT_ON_SERVER;
    }
    return standing.confirmed().isPresent() ? ManifestVerdict.SAFE : ManifestVerdict.UNCONFIRMED;
  }

  private static ManifestVerdict ofLeftOut(Verdict why) {
    return switch (why) {
      case Verdict.Hidden _, Verdict.SystemDirectory _, Verdict.WorkFile _, Verdict.OtherType _ ->
          ManifestVerdict.NOT_A_PHOTO;
      case Verdict.Empty _ -> ManifestVerdict.EMPTY;
      case Verdict.Excluded _,
          Verdict.NotIncluded _,
          Verdict.TooSmall _,
          Verdict.TooLarge _,
          Verdict.ThereBefore _,
          Verdict.Aside _,
          Verdict.Sent _ ->
          ManifestVerdict.EXCLUDED;
    };
  }

  /// Why a file is left out: because nobody could want it, else by choice. A directory that is left
  /// out by choice has files in it that are no photos, too.
  static Optional<Verdict> leftOut(FileRef ref, Verdict chosen) {
    if (chosen.isSent()) {
      return Optional.empty();
    }
    return Optional.of(
        directoryByNature(ref.parent())
            .orElseGet(() -> {
              Verdict byNature = EVERY_PHOTO.file(ref.path());
              return byNature.isSent() || !isChoice(chosen) ? chosen : byNature;
            }));
  }

  private static boolean isChoice(Verdict verdict) {
    return ofLeftOut(verdict) == ManifestVerdict.EXCLUDED;
  }

  /// Why a directory is never looked into for photos, by its own name or by one above it.
  static Optional<Verdict> directoryByNature(FileRef directory) {
    if (directory.path().isEmpty()) {
      return Optional.empty();
    }
    return directoryByNature(directory.parent())
        .or(() ->
            Optional.of(EVERY_PHOTO.directory(directory.path()))
                .filter(verdict -> !verdict.isSent()));
  }
}
