package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.settings.Settings;
import org.shuttersend.settings.TokenFile;
import org.shuttersend.ui.settings.Finding;
import org.shuttersend.ui.settings.SettingsDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks, keeps and applies what is typed into the settings' window.
final class WindowSettings implements SettingsDesk {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSettings.class);

  private final Workplace workplace;
  private final Places places;
  private final Inputs inputs;
  private final ServerTest serverTest;

  /// @param inputs with the windows' own words before those of the commands
  WindowSettings(Workplace workplace, Places places, Inputs inputs, ServerTest serverTest) {
    this.workplace = workplace;
    this.places = places;
    this.inputs = inputs;
    this.serverTest = serverTest;
  }

  @Override
  public State state() {
    Settings settings = workplace.settings();
    boolean kept =
        settings
            .tokenFile()
            .filter(file -> TokenFile.read(file) instanceof TokenFile.Result.Token)
            .isPresent();
    return new State(settings, kept, places);
  }

  @Override
  public Problems check(Settings draft) {
    var folders = new ArrayList<Optional<String>>();
    for (ChosenFolder folder : draft.folders()) {
      folders.add(sentence(() -> check(folder, draft.roots())));
    }
    return new Problems(
        draft.server().flatMap(typed -> sentence(() -> inputs.server(typed, false))), folders);
  }

  private void check(ChosenFolder folder, List<Path> all) throws Refusal {
    for (Path other : all) {
      if (!other.equals(folder.root()) && folder.root().startsWith(other)) {
        throw inputs.refusal("input.folder.nested", folder.root(), other);
      }
    }
    if (places.data().startsWith(folder.root())) {
      throw inputs.refusal("input.folder.holds.data", places.data(), folder.root());
    }
    inputs.check(folder.choosing());
  }

  private interface Checked {
    void run() throws Refusal;
  }

  private static Optional<String> sentence(Checked check) {
    try {
      check.run();
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(e.sentence());
    }
  }

  /// The new token lies in a file of its own until the settings name it: whatever fails in between,
  /// the old settings still have the old token, and no server gets another one's.
  @Override
  public void save(Settings before, Settings draft, Optional<String> token) throws NotSaved {
    Optional<Path> fresh = token.isPresent() ? Optional.of(keep(token.get())) : Optional.empty();
    Settings chosen =
        new Settings(
            folders(before, draft, workplace.settings()),
            draft.server(),
            fresh.or(draft::tokenFile),
            draft.limits());
    try {
      workplace.apply(chosen);
    } catch (Refusal e) {
      forgetOthers(workplace.settings().tokenFile());
      throw new NotSaved(e.sentence());
    }
    forgetOthers(chosen.tokenFile());
  }

  private Path keep(String token) throws NotSaved {
    if (!TokenFile.isWellFormed(token)) {
      throw new NotSaved(inputs.refusal("settings.token.problem").sentence());
    }
    try {
      return TokenFile.keep(places.settings(), token);
    } catch (IOException e) {
      throw new NotSaved(
          inputs.refusal("settings.unwritable", places.settings(), Inputs.why(e)).sentence());
    }
  }

  private void forgetOthers(Optional<Path> kept) {
    try {
      TokenFile.forgetOthers(places.settings(), kept.orElse(places.settings()));
    } catch (IOException e) {
      LOG.info("an access token that is used no more is still there: {}", e.getMessage());
    }
  }

  /// A folder that was added elsewhere while the window was open stays.
  static List<ChosenFolder> folders(Settings before, Settings draft, Settings now) {
    var folders = new ArrayList<>(draft.folders());
    for (ChosenFolder folder : now.folders()) {
      Path root = folder.root();
      if (!before.roots().contains(root) && !draft.roots().contains(root)) {
        folders.add(folder);
      }
    }
    return folders;
  }

  @Override
  public Finding test(String address, Optional<String> typed) {
    try {
      URI server = inputs.server(address, false);
      Optional<Path> kept = workplace.settings().tokenFile();
      if (typed.isEmpty() && kept.isEmpty()) {
        throw inputs.refusal("settings.token.none");
      }
      String token = typed.isPresent() ? typed.get() : inputs.token(kept.orElseThrow());
      if (!TokenFile.isWellFormed(token)) {
        throw inputs.refusal("settings.token.problem");
      }
      return serverTest.ask(server, token);
    } catch (Refusal e) {
      return new Finding.Unusable(e.sentence());
    }
  }

  @Override
  public void open(Path folder) {
    FileManager.open(folder);
  }
}
