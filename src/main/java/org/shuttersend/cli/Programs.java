package org.shuttersend.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.receiver.PhotoSettings;
import org.shuttersend.receiver.Shared;
import org.shuttersend.settings.ReceiverSettings;

/// What the commands start. Each runs to its end and returns the exit code.
public interface Programs {

  /// Opens the window.
  int window() throws Refusal;

  int watch(WatchRequest request) throws Refusal;

  int receive(ReceiveRequest request) throws Refusal;

  int demo(DemoRequest request) throws Refusal;

  /// @param folders absolute, existing
  /// @param once send what is there, then end
  /// @param json one object a line
  /// @param choosing what of each folder is sent
  /// @param after what becomes of it then
  /// @param limits how much, how fast and when is sent
  record WatchRequest(
      List<Path> folders,
      URI server,
      String token,
      Path data,
      boolean once,
      boolean json,
      Choosing choosing,
      AfterUpload after,
      Limits limits) {

    public List<ChosenFolder> chosen() {
      return folders.stream().map(folder -> new ChosenFolder(folder, choosing, after)).toList();
    }

    /// Without the token.
    @Override
    public String toString() {
      return "WatchRequest[" + folders + " to " + server + "]";
    }
  }

  /// @param user the receiver's own, whose token is in the file
  /// @param shared the database it has together with others, if any
  record ReceiveRequest(
      Path into,
      Path data,
      Path tokenFile,
      String user,
      ReceiverSettings settings,
      PhotoSettings photos,
      Hooks hooks,
      Optional<Shared> shared) {

    public ReceiveRequest(
        Path into, Path data, Path tokenFile, String user, ReceiverSettings settings) {
      this(
          into, data, tokenFile, user, settings, PhotoSettings.USUAL, Hooks.NONE, Optional.empty());
    }
  }

  /// @param fallback where notices go that their user's hook did not take
  /// @param toPrivate whether users' hooks may be on this machine and its networks
  record Hooks(Optional<URI> fallback, boolean toPrivate) {
    public static final Hooks NONE = new Hooks(Optional.empty(), false);
  }

  /// @param photos what to feed in; empty for the samples that come with the program
  /// @param keep where to keep everything; empty for a new temporary folder
  /// @param seconds over which the photos are fed in
  /// @param limits how much, how fast and when is sent
  record DemoRequest(Optional<Path> photos, Optional<Path> keep, int seconds, Limits limits) {}
}
