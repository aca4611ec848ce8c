package org.shuttersend.receiver;

import java.time.Duration;
import org.shuttersend.database.PostgresServer;

/// What several receivers have together; `into` is one folder for all of them too.
///
/// @param lease after which the others take up what one that died was working on
public record Shared(PostgresServer server, Duration lease) {}
