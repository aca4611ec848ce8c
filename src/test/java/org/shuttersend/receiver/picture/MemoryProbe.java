package org.shuttersend.receiver.picture;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Looks at all files of a folder with three workers, as the receiver does, in a process with as
/// little memory as it is started with. Prints a line for each: what came of it.
final class MemoryProbe {
  private MemoryProbe() {}

  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var looking = new Looking(new Decoder(MemoryBudget.ofThisProgram(), Previews.LARGE));
    var previews = new PreviewFiles(Path.of(args[1]));
    try (var files = Files.list(Path.of(args[0]));
        var workers = Executors.newFixedThreadPool(3)) {
      var answers = new ArrayList<Future<String>>();
      for (Path file : files.sorted().toList()) {
        Callable<String> look = () -> file.getFileName() + " " + look(looking, previews, file);
        answers.add(workers.submit(look));
      }
      for (Future<String> answer : List.copyOf(answers)) {
        out.println(answer.get());
      }
    }
  }

  private static String look(Looking looking, PreviewFiles previews, Path file) throws Exception {
    return switch (looking.at(file)) {
      case Looked.Seen seen -> {
        previews.write("probe-" + file.getFileName(), seen.large());
        yield "seen " + seen.large().width() + " x " + seen.large().height();
      }
      case Looked.Unseen unseen -> "unseen: " + unseen.reason();
      case Looked.Damaged damaged -> "damaged: " + damaged.reason();
    };
  }
}
