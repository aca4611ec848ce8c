package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is typed without a command, and what concerns every command.
class RootCommandTest extends CommandLine {
  @Test
  void withoutACommandTheWindowOpens() {
    assertThat(run()).isEqualTo(Exit.DONE);
    assertThat(programs.started).containsExactly("window");
  }

  @Test
  void whatAProgramAnswersIsTheExitCode() {
    programs.exit = Exit.ATTENTION;
    assertThat(run("demo")).isEqualTo(Exit.ATTENTION);
  }

  @Test
  void aProgramThatRefusesSaysOneSentence() {
    programs.refusal = Optional.of("There is no display.");
    assertThat(run()).isEqualTo(Exit.REFUSED);
    assertThat(err()).isEqualTo("There is no display." + System.lineSeparator());
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThat(run("upload")).isEqualTo(Exit.REFUSED);
    assertThat(run("demo", "--fast")).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("upload").contains("--fast");
    assertThat(programs.started).isEmpty();
  }

  @Test
  void helpAndVersion() {
    assertThat(run("--version")).isEqualTo(Exit.DONE);
    assertThat(out()).isEqualTo("Shuttersend 1.2.3" + System.lineSeparator());
    assertThat(run("--help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("watch", "receive", "status", "list", "demo");
    assertThat(run("watch", "--help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("--allow-plain-http");
    assertThat(err()).isEmpty();
    assertThat(programs.started).isEmpty();
  }

  @Test
  void frenchIsSpoken() throws Exception {
    locale = Locale.FRENCH;
    refuses("n'existe pas", watching("http://localhost:1", folder.resolve("rien")));
  }

  /// Exit code 1 means that photos need attention: a broken program is something else.
  @Test
  void whatBreaksIsNotTakenForPhotosThatNeedAttention() {
    var broken =
        new Programs() {
          @Override
          public int window() {
            throw new IllegalStateException("broken");
          }

          @Override
          public int watch(WatchRequest request) {
            return 0;
          }

          @Override
          public int receive(ReceiveRequest request) {
            return 0;
          }

          @Override
          public int demo(DemoRequest request) {
            return 0;
          }
        };
    assertThat(run(broken)).isEqualTo(Exit.BROKEN);
    assertThat(err()).contains("broken");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(run("help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Usage: shuttersend", "Commands:", "watch", "help");
    assertThat(run("help", "watch")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("--allow-plain-http", "Show this help and end.");
    assertThat(err()).isEmpty();
  }

  @Test
  void helpIsInFrench() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.FRENCH);
    try {
      run("--help");
      run("help", "watch");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(out())
        .contains("Utilisation\u00a0:", "Commandes\u00a0:", "Afficher cette aide")
        .doesNotContain("Usage:", "Show ", "Display ", "Commands:");
  }

  @Test
  void noLineOfFrenchHelpBeginsWithWhatEndsAPhrase() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.FRENCH);
    try {
      for (String command :
          List.of("watch", "scan", "manifest", "receive", "demo", "status", "list")) {
        run(command, "--help");
      }
      run("--help");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(out().lines().map(String::strip))
        .isNotEmpty()
        .noneMatch(line -> line.matches("[;:!?»].*") || line.endsWith("«"));
  }

  /// They were English in every language.
  @Test
  void whatWasMistypedIsSaidInTheUsersLanguage() throws Exception {
    locale = Locale.FRENCH;
    refuses("--tout n'est pas connu ici. Voir : shuttersend list --help", "list", "--tout");
    refuses("Il manque --into. Voir : shuttersend receive --help", "receive");
    refuses("--limit ne peut pas être beaucoup", "list", "--limit", "beaucoup");
    refuses("Prenez une de ces valeurs : QUEUED, SENDING", "list", "--state", "lost");
    refuses("--limit ne peut être donné qu'une fois", "list", "--limit", "1", "--limit", "2");
    refuses("Il manque", "scan");
  }
}
