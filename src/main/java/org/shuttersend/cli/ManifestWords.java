package org.shuttersend.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;

/// What a manifest says in sentences.
final class ManifestWords {
  private final Texts texts;
  private final boolean offline;

  /// @param offline whether the server was not to be asked
  ManifestWords(Texts texts, boolean offline) {
    this.texts = texts;
    this.offline = offline;
  }

  String verdict(ManifestEntry entry) {
    return texts.get("manifest.verdict." + entry.verdict().name());
  }

  /// Why, where there is more to say than the verdict; else empty.
  String detail(ManifestEntry entry) {
    if (entry.trouble().isPresent()) {
      return texts.trouble(entry.trouble().get());
    }
    return switch (entry.verdict()) {
      case EXCLUDED, NOT_A_PHOTO -> entry.leftOut().map(w -> LeftOut.why(w, texts)).orElse("");
      case WAITING, FAILED -> why(entry);
      case SAFE, CHANGED, DIFFERENT, UNSEEN, EMPTY, UNREADABLE, UNCONFIRMED, NOT_ON_SERVER -> "";
    };
  }

  private String why(ManifestEntry entry) {
    Optional<PhotoState> state = entry.standing().state();
    return entry
        .standing()
        .reason()
        .map(texts::reason)
        .or(() -> state.map(s -> texts.get("state." + s.name())))
        .orElse("");
  }

  /// The first sentence says whether the folder may be formatted.
  List<String> summary(ManifestTally tally) {
    var sentences = new ArrayList<String>();
    if (tally.photos() == 0) {
      sentences.add(texts.get("manifest.none"));
    } else if (!tally.isSafe()) {
      sentences.add(
          texts.get(
              "manifest.unsafe",
              tally.unsafePhotos(),
              texts.count(tally.unsafePhotos()),
              texts.count(tally.photos()),
              whys(tally)));
    } else {
      String key = tally.isAsked() ? "manifest.safe" : "manifest.confirmed";
      sentences.add(texts.get(key, tally.photos(), texts.count(tally.photos())));
    }
    long others = tally.files(ManifestVerdict.NOT_A_PHOTO);
    if (others > 0) {
      sentences.add(texts.get("manifest.others", others, texts.count(others)));
    }
    if (!tally.isAsked() && tally.photos() > 0) {
      sentences.add(texts.get(offline ? "manifest.offline" : "manifest.silent"));
    }
    return sentences;
  }

  private String whys(ManifestTally tally) {
    var parts = new ArrayList<String>();
    for (ManifestVerdict verdict : ManifestVerdict.values()) {
      long files = tally.files(verdict);
      if (files > 0 && verdict.isPhoto() && verdict != ManifestVerdict.SAFE) {
        parts.add(
            texts.get(
                "manifest.part",
                files,
                texts.count(files),
                texts.get("manifest.why." + verdict.name())));
      }
    }
    return String.join(", ", parts);
  }
}
