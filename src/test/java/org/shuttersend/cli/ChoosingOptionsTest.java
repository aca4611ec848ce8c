package org.shuttersend.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A choice that makes no sense is refused before anything is looked at.
class ChoosingOptionsTest extends CommandLine {
  private String[] scan(String... choosing) throws IOException {
    String data = folder.resolve("data").toString();
    var args = new ArrayList<>(List.of("scan", hot("Exports").toString(), "--data", data));
    args.addAll(List.of(choosing));
    return args.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "--include=, --include was given an empty pattern",
    "--exclude=, --exclude was given an empty pattern",
    "--include=!, 'Pattern 1 of what to send, \"!\", takes nothing back'",
    "--exclude=!, 'Pattern 1 of what to leave out, \"!\", takes nothing back'",
    "--exclude=[a, 'Pattern 1 of what to leave out, \"[a\", can never match'",
    "--include=/, 'Pattern 1 of what to send, \"/\", can never match'",
    "--include=!*.jpg, nothing would be sent. Add one that names photos",
    "--min-size=many, --min-size takes a size such as 100KB",
    "--max-size=-1, --max-size takes a size such as 100KB",
    "--max-size=99999999999TB, --max-size takes a size such as 100KB",
  })
  void whatMakesNoSenseIsRefusedInASentence(String option, String sentence) throws IOException {
    refuses(sentence, scan(option));
  }

  @Test
  void aSmallestSizeAboveTheLargest() throws IOException {
    refuses(
        "The smallest size, 1.5\u00a0MB, is above the largest, 1.0\u00a0MB",
        scan("--min-size=1.5MB", "--max-size=1MiB"));
  }
}
