package org.shuttersend.receiver.http;

import java.io.IOException;

/// Answers one kind of request, or throws a [Refusal].
@FunctionalInterface
interface Endpoint {
  void handle(Exchange exchange) throws IOException;
}
