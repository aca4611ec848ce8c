package org.shuttersend.cli;

import java.io.PrintStream;
import java.time.Clock;
import org.shuttersend.settings.Places;
import org.shuttersend.text.Texts;

/// What a command prints to, speaks in, and finds its defaults in.
public record Surroundings(
    PrintStream out, PrintStream err, Texts texts, Clock clock, Places places) {}
