/// The settings' window: pages of fields over one draft of the settings. What is asked of the
/// computer or a server goes through [SettingsDesk], on the thread "settings-commands" and the test
/// of a server on one of its own; all else is the screen's thread. Imports `model`, `settings`,
/// `text`, `ui.look` and `ui.main`'s folder chooser.
@NullMarked
package org.shuttersend.ui.settings;

import org.jspecify.annotations.NullMarked;
