package org.shuttersend.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.Accounts;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.Token;
import org.shuttersend.receiver.user.User;
import org.shuttersend.receiver.user.UserBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shuttersend receive user …`: who may send, also while the receiver runs.
@Command(
    name = "user",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND")
final class UserCommand {
  private final Inputs inputs;
  private final Surroundings surroundings;

  UserCommand(Inputs inputs, Surroundings surroundings) {
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Command(name = "add", resourceBundle = RootCommand.COMMANDS, mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--admin") boolean admin,
      @Mixin ReceiverFolder folder)
      throws Refusal {
    inputs.user(name);
    return with(
        folder,
        accounts -> {
          Token token =
              accounts
                  .add(new User(name, admin ? Role.ADMIN : Role.USER))
                  .orElseThrow(() -> inputs.refusal("user.known", name));
          return give(token, name);
        });
  }

  @Command(name = "token", resourceBundle = RootCommand.COMMANDS, mixinStandardHelpOptions = true)
  int token(@Parameters(paramLabel = "NAME") String name, @Mixin ReceiverFolder folder)
      throws Refusal {
    return with(
        folder,
        accounts ->
            give(
                accounts.renew(name).orElseThrow(() -> inputs.refusal("user.unknown", name)),
                name));
  }

  @Command(name = "remove", resourceBundle = RootCommand.COMMANDS, mixinStandardHelpOptions = true)
  int remove(@Parameters(paramLabel = "NAME") String name, @Mixin ReceiverFolder folder)
      throws Refusal {
    return with(
        folder,
        accounts -> {
          switch (accounts.remove(name)) {
            case REMOVED -> say("user.removed", name);
            case UNKNOWN -> throw inputs.refusal("user.unknown", name);
            case OWN -> throw inputs.refusal("user.own", name);
          }
          return Exit.DONE;
        });
  }

  @Command(name = "list", resourceBundle = RootCommand.COMMANDS, mixinStandardHelpOptions = true)
  int list(@Mixin ReceiverFolder folder) throws Refusal {
    return with(
        folder,
        accounts -> {
          for (UserBook.Entry entry : accounts.list()) {
            String role = surroundings.texts().get("user.role." + entry.user().role().word());
            String token =
                entry.own()
                    ? surroundings.texts().get("user.token.file")
                    : surroundings.texts().get("user.tokens", entry.tokens());
            surroundings.out().println(entry.user().name() + "\t" + role + "\t" + token);
          }
          return Exit.DONE;
        });
  }

  /// The token alone goes to the output, so that a script can keep it.
  private int give(Token token, String name) {
    say("user.token", name);
    surroundings.out().println(token.text());
    return Exit.DONE;
  }

  private void say(String key, String name) {
    surroundings.err().println(surroundings.texts().get(key, name));
  }

  private int with(ReceiverFolder folder, Work work) throws Refusal {
    Optional<PostgresServer> server = folder.server(inputs, surroundings.environment());
    Path data = server.isPresent() ? Path.of("") : folder.data();
    try (Accounts accounts = Accounts.open(data, server, surroundings.clock())) {
      return work.with(accounts);
    } catch (IOException | DatabaseException e) {
      if (server.isPresent() && !(e instanceof Migrations.NewerSchema)) {
        throw inputs.refusal(
            "input.db.unusable", server.get().name(), String.valueOf(e.getMessage()));
      }
      throw inputs.unopened(data, e);
    }
  }

  @FunctionalInterface
  private interface Work {
    int with(Accounts accounts) throws Refusal;
  }
}
