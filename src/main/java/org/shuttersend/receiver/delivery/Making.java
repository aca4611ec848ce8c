package org.shuttersend.receiver.delivery;

import org.shuttersend.wire.Delivery;

/// What came of the wish for a delivery.
public sealed interface Making {
  /// It is there, now or since the same request came before.
  record Made(Delivery delivery) implements Making {}

  /// The key belongs to a delivery that was asked for in other words.
  record KeyReused() implements Making {}

  /// Others took the number on every try.
  record Crowded() implements Making {}
}
