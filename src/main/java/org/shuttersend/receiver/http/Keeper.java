package org.shuttersend.receiver.http;

import java.util.Optional;
import org.shuttersend.receiver.page.Visitor;

/// Knows who may look at the page.
interface Keeper {
  /// Who shows this token; empty if it is nobody's.
  ///
  /// @throws Refusal with 429 if too many wrong ones came from there
  Optional<Visitor> shown(Exchange exchange, String token);

  /// Whose token has this hash, if it still is somebody's.
  Optional<Visitor> byHash(String tokenHash);
}
