package org.shuttersend.cli;

import java.util.Map;
import org.shuttersend.text.Texts;
import org.shuttersend.watch.Verdict;

/// Why a file is not sent, for people and for scripts.
final class LeftOut {
  private LeftOut() {}

  static String why(Verdict verdict, Texts texts) {
    return switch (verdict) {
      case Verdict.Sent _ -> texts.get("scan.sent");
      case Verdict.Hidden _ -> texts.get("scan.why.hidden");
      case Verdict.SystemDirectory _ -> texts.get("scan.why.system");
      case Verdict.WorkFile _ -> texts.get("scan.why.work");
      case Verdict.OtherType _ -> texts.get("scan.why.type");
      case Verdict.Excluded(int line, String pattern) ->
          texts.get("scan.why.excluded", Integer.toString(line), Texts.printable(pattern));
      case Verdict.NotIncluded _ -> texts.get("scan.why.included");
      case Verdict.Empty _ -> texts.get("scan.why.empty");
      case Verdict.TooSmall(long least) -> texts.get("scan.why.small", texts.bytes(least));
      case Verdict.TooLarge(long most) -> texts.get("scan.why.large", texts.bytes(most));
      case Verdict.ThereBefore _ -> texts.get("scan.why.before");
      case Verdict.Aside _ -> texts.get("scan.why.aside");
    };
  }

  static String code(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Sent _ -> "sent";
      case Verdict.Hidden _ -> "hidden";
      case Verdict.SystemDirectory _ -> "system_directory";
      case Verdict.WorkFile _ -> "work_file";
      case Verdict.OtherType _ -> "other_type";
      case Verdict.Excluded _ -> "excluded";
      case Verdict.NotIncluded _ -> "not_included";
      case Verdict.Empty _ -> "empty";
      case Verdict.TooSmall _ -> "too_small";
      case Verdict.TooLarge _ -> "too_large";
      case Verdict.ThereBefore _ -> "there_before";
      case Verdict.Aside _ -> "aside";
    };
  }

  /// As the field `verdict`, with the pattern where one says so.
  static void put(Map<String, Object> object, Verdict verdict) {
    if (verdict instanceof Verdict.Excluded(int line, String pattern)) {
      object.put("line", line);
      object.put("pattern", pattern);
    }
    object.put("verdict", code(verdict));
  }
}
