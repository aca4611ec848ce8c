package org.shuttersend.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.shuttersend.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Says in the user's language what is wrong with a command line; picocli speaks English only.
final class Typed {
  private final Texts texts;

  Typed(Texts texts) {
    this.texts = texts;
  }

  String sentence(CommandLine.ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return switch (e) {
      case CommandLine.UnmatchedArgumentException unmatched ->
          texts.get(
              "typed.unknown",
              Texts.printable(String.join(" ", unmatched.getUnmatched())),
              command);
      case CommandLine.MissingParameterException missing ->
          texts.get(
              "typed.missing",
              missing.getMissing().stream().map(Typed::name).collect(Collectors.joining(", ")),
              command);
      case CommandLine.OverwrittenOptionException twice ->
          texts.get("typed.twice", name(twice.getOverwritten()));
      default -> value(e, command);
    };
  }

  private String value(CommandLine.ParameterException e, String command) {
    ArgSpec spec = e.getArgSpec();
    String value = e.getValue();
    if (spec == null || value == null) {
      return texts.get("typed.wrong", command);
    }
    String name = name(spec);
    Class<?> type = spec.auxiliaryTypes().length > 0 ? spec.auxiliaryTypes()[0] : spec.type();
    Object[] constants = type.getEnumConstants();
    return constants == null
        ? texts.get("typed.value", name, Texts.printable(value), command)
        : texts.get(
            "typed.values",
            name,
            Texts.printable(value),
            Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", ")));
  }

  private static String name(ArgSpec spec) {
    return spec.isOption() ? ((OptionSpec) spec).longestName() : spec.paramLabel();
  }
}
