package org.shuttersend.receiver;

import java.util.List;

/// What no client should send, by the place where it stands.
final class Nonsense {
  static final List<String> HOSTILE =
      List.of(
          "../x",
          "..",
          ".",
          "/etc/passwd",
          "a/../../../x",
          "a//b",
          "a/",
          "a\0b",
          "x".repeat(300),
          "d/".repeat(300) + "x",
          "./x",
          "../../../../../../../../tmp/owned",
          ".shuttersend/../../x");
  static final List<String> NO_NUMBERS =
      List.of(
          "-1",
          "x",
          "",
          "1e3",
          "0x10",
          "99999999999999999999",
          "-9223372036854775808",
          "1.5",
          "1 2",
          "\u00b2",
          "NaN");
  static final List<String> BAD_JSON =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "true",
          "\"text\"",
          "{\"items\":{}}",
          "{\"items\":[null]}",
          "{\"items\":null}",
          "{\"items\":[{\"key\":1}]}",
          "{\"items\":[{\"key\":\"k\",\"sha256\":\"xyz\",\"size\":1,\"name\":\"n\"}]}",
          "{\"items\":[{\"key\":\"k\",\"sha256\":\"" + "a".repeat(64) + "\",\"size\":1e999}]}",
          "[".repeat(100_000),
          "{\"items\":".repeat(2_000),
          "{\"items\":[" + "9".repeat(5_000) + "]}",
          "\u0000\u0001",
          "{\"items\":[]}}}}}x".repeat(3) + "{");

  private Nonsense() {}
}
