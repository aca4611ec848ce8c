package org.shuttersend.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.cli.Exit;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.JsonWatchOutput;
import org.shuttersend.cli.Programs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.cli.RootCommand;
import org.shuttersend.cli.Surroundings;
import org.shuttersend.cli.TextWatchOutput;
import org.shuttersend.cli.WatchOutput;
import org.shuttersend.settings.SettingsStore;
import org.shuttersend.ui.look.NoDisplayException;
import org.shuttersend.ui.settings.SettingsDesk;

/// The composition root: puts each program together from its parts.
final class RealPrograms implements Programs {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Logging logging;
  private final Inputs inputs;
  private final Opening opening;
  private final Windows windows;

  RealPrograms(Surroundings surroundings, Logging logging) {
    this.surroundings = surroundings;
    this.logging = logging;
    this.inputs = new Inputs(surroundings.texts());
    this.opening =
        new Opening(
            inputs,
            surroundings.texts(),
            sentence -> surroundings.err().println(sentence),
            surroundings.clock());
    this.windows = new Windows(surroundings.clock());
  }

  @Override
  public int window() throws Refusal {
    if (!Windows.displayAvailable()) {
      throw inputs.refusal("window.no.display");
    }
    Path folder = surroundings.places().data();
    try (StopSignal signal = StopSignal.listen();
        DataFolder data = opening.data(folder)) {
      logging.toFile(folder.resolve("logs"));
      var store = new SettingsStore(surroundings.places().settings());
      var words = new Inputs(Windows.texts(RootCommand.TEXTS));
      try (var workplace = new Workplace(data, store, opening, words, surroundings.clock());
          Windows.Shown shown =
              windows.show(workplace, workplace, settings(workplace, data, words), signal::stop)) {
        while (shown.isShowing() && !signal.await(TICK)) {
          // The window and the pipeline work on threads of their own.
        }
        return Exit.DONE;
      }
    } catch (NoDisplayException e) {
      throw inputs.refusal("window.no.display");
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", folder, Inputs.why(e));
    }
  }

  private SettingsDesk settings(Workplace workplace, DataFolder data, Inputs words) {
    return new WindowSettings(
        workplace,
        new SettingsDesk.Places(
            data.path(),
            surroundings.places().settings(),
            data.path().resolve("logs"),
            Version.current()),
        words,
        new ServerTest(surroundings.clock()));
  }

  @Override
  public int watch(WatchRequest request) throws Refusal {
    WatchOutput output = request.json() ? new JsonWatchOutput(surroundings.out()) : sentences();
    return new WatchProgram(
            opening, inputs, logging, surroundings.clock(), surroundings.places().data())
        .run(request, output);
  }

  @Override
  public int receive(ReceiveRequest request) throws Refusal {
    return receiving().run(request);
  }

  @Override
  public int demo(DemoRequest request) throws Refusal {
    return new DemoProgram(
            opening,
            inputs,
            logging,
            receiving(),
            windows,
            surroundings.texts(),
            surroundings.out(),
            sentences(),
            surroundings.clock())
        .run(request);
  }

  private ReceiveProgram receiving() {
    return new ReceiveProgram(
        opening, inputs, logging, surroundings.texts(), surroundings.out(), surroundings.clock());
  }

  private WatchOutput sentences() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new TextWatchOutput(surroundings.out(), surroundings.texts(), terminal);
  }
}
