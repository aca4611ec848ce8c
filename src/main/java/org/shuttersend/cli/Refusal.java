package org.shuttersend.cli;

/// Input that cannot be used: one sentence that says what to do, and exit code 2.
public final class Refusal extends Exception {
  public Refusal(String sentence) {
    super(sentence);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
