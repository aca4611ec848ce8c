package org.shuttersend.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `shuttersend`: without a command it opens the window.
@Command(
    name = "shuttersend",
    resourceBundle = RootCommand.COMMANDS,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false)
public final class RootCommand implements Callable<Integer> {
  /// The bundle of what commands print.
  public static final String TEXTS = "org.shuttersend.cli.cli";

  static final String COMMANDS = "org.shuttersend.cli.commands";

  private final Programs programs;

  private RootCommand(Programs programs) {
    this.programs = programs;
  }

  /// Runs the program with what was typed and returns the exit code.
  ///
  /// @param version shown by `--version`
  public static int run(
      Programs programs, Surroundings surroundings, String version, String... args) {
    var inputs = new Inputs(surroundings.texts());
    var line = new CommandLine(new RootCommand(programs), new Factory(version));
    line.addSubcommand(new DemoCommand(programs, inputs));
    line.addSubcommand(
        new CommandLine(new ReceiveCommand(programs, inputs, surroundings.environment()))
            .addSubcommand(new UserCommand(inputs, surroundings)));
    line.addSubcommand(new WatchCommand(programs, inputs, surroundings));
    line.addSubcommand(new ScanCommand(inputs, surroundings));
    line.addSubcommand(new ManifestCommand(inputs, surroundings));
    line.addSubcommand(new StatusCommand(inputs, surroundings));
    line.addSubcommand(new ListCommand(inputs, surroundings));
    line.addSubcommand(new CommandLine.HelpCommand());
    Objects.requireNonNull(line.getSubcommands().get("help"))
        .setResourceBundle(ResourceBundle.getBundle(COMMANDS));
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    var typed = new Typed(surroundings.texts());
    line.setParameterExceptionHandler((e, _) -> {
      surroundings.err().println(typed.sentence(e));
      return Exit.REFUSED;
    });
    line.setExecutionExceptionHandler((e, _, _) -> {
      if (e instanceof Refusal refusal) {
        surroundings.err().println(refusal.sentence());
        return Exit.REFUSED;
      }
      throw e;
    });
    line.setExitCodeExceptionMapper(
        e -> e instanceof CommandLine.ParameterException ? Exit.REFUSED : Exit.BROKEN);
    return line.execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  @Override
  public Integer call() throws Refusal {
    return programs.window();
  }

  static final class Version implements CommandLine.IVersionProvider {
    private final String version;

    Version(String version) {
      this.version = version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"Shuttersend " + version};
    }
  }

  private record Factory(String version) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == Version.class
          ? type.cast(new Version(version))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
