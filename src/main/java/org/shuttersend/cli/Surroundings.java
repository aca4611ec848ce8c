package org.shuttersend.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.shuttersend.settings.Places;
import org.shuttersend.text.Texts;

/// What a command prints to, speaks in, and finds its defaults in.
///
/// @param environment the variables the program was started with
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Texts texts,
    Clock clock,
    Places places,
    Map<String, String> environment) {}
