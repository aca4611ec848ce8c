package org.shuttersend.cli;

import java.net.URI;
import java.util.Optional;
import org.shuttersend.receiver.push.Target;
import picocli.CommandLine.Option;

/// Where the receiver tells users things.
final class HookOptions {
  @Option(names = "--fallback-hook", paramLabel = "URL")
  private Optional<String> fallback = Optional.empty();

  @Option(names = "--hooks-to-private")
  private boolean toPrivate;

  Programs.Hooks chosen(Inputs inputs) throws Refusal {
    if (fallback.isEmpty()) {
      return new Programs.Hooks(Optional.empty(), toPrivate);
    }
    URI url;
    try {
      url = Target.address(fallback.get());
    } catch (IllegalArgumentException e) {
      throw inputs.refusal("input.hook", fallback.get());
    }
    return new Programs.Hooks(Optional.of(url), toPrivate);
  }
}
