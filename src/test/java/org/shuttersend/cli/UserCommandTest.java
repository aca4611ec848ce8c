package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// `receive user`: on a database that no receiver was started on yet.
class UserCommandTest extends CommandLine {
  private String told(String... args) {
    out.reset();
    err.reset();
    String[] all = new String[args.length + 3];
    all[0] = "receive";
    all[1] = "user";
    System.arraycopy(args, 0, all, 2, args.length);
    all[args.length + 2] = "--into=" + folder;
    assertThat(run(all)).as(err()).isEqualTo(Exit.DONE);
    return out().strip();
  }

  private void refusesUser(String sentence, String... args) {
    out.reset();
    err.reset();
    String[] all = new String[args.length + 3];
    all[0] = "receive";
    all[1] = "user";
    System.arraycopy(args, 0, all, 2, args.length);
    all[args.length + 2] = "--into=" + folder;
    refuses(sentence, all);
  }

  @Test
  void aUserIsAddedAndTheTokenToldOnce() throws Exception {
    String token = told("add", "Anna");
    assertThat(token).startsWith("sst_").hasSize(47);
    assertThat(err()).contains("The token of Anna").doesNotContain(token);
    assertThat(told("add", "Bo", "--admin")).isNotEqualTo(token);
    assertThat(told("list")).isEqualTo("Anna\tuser\tone token\nBo\tadmin\tone token");
    try (var files = Files.walk(folder.resolve(".shuttersend"))) {
      assertThat(files.filter(Files::isRegularFile))
          .noneSatisfy(file -> assertThat(file).binaryContent().asString().contains(token));
    }
    assertThat(told("token", "Anna")).startsWith("sst_").isNotEqualTo(token);
    assertThat(told("remove", "Anna")).isEmpty();
    assertThat(told("list")).isEqualTo("Bo\tadmin\tone token");
  }

  @Test
  void whatCannotBeIsSaidInASentence() {
    told("add", "Anna");
    refusesUser("already", "add", "Anna");
    refusesUser("already", "add", "anna");
    refusesUser("cannot be a folder name", "add", "../up");
    refusesUser("There is no user Bo", "remove", "Bo");
    refusesUser("There is no user Bo", "token", "Bo");
  }
}
