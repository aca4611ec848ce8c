package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.settings.UnusableSetting;

/// Which of the receiver's settings cannot be used, and where it was set, in one sentence.
final class SettingWords {
  private SettingWords() {}

  static Refusal refusal(Inputs inputs, UnusableSetting e) {
    String file = e.file().map(Path::toString).orElse("");
    if (e.name().isEmpty()) {
      return inputs.refusal("setting.unreadable", file);
    }
    String name = inputs.refusal("setting." + e.place(), e.name(), file).sentence();
    Optional<ReceiverSetting.Range> range = e.setting().flatMap(ReceiverSetting::range);
    return range.isEmpty()
        ? inputs.refusal("setting.unknown", name)
        : inputs.refusal(
            "input.range",
            name,
            Integer.toString(range.get().least()),
            Integer.toString(range.get().most()));
  }
}
