package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Optional;
import org.shuttersend.receiver.delivery.DeliveryBook;
import org.shuttersend.receiver.delivery.DeliveryNumbers;
import org.shuttersend.receiver.delivery.Draft;
import org.shuttersend.receiver.delivery.Making;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// Deliveries: made, looked at, completed.
final class DeliveryDesk {
  private static final int PAGE_SIZE = 100;
  private static final int MAX_KEY = 200;
  private static final long CROWDED_SECONDS = 1;

  private final DeliveryNumbers numbers;
  private final DeliveryBook book;

  DeliveryDesk(DeliveryNumbers numbers, DeliveryBook book) {
    this.numbers = numbers;
    this.book = book;
  }

  /// `POST /api/deliveries`; the same `Idempotency-Key` is answered with the same delivery.
  void create(Exchange exchange) throws IOException {
    Delivery delivery =
        switch (making(draft(exchange))) {
          case Making.Made(Delivery made) -> made;
          case Making.KeyReused _ ->
              throw Refusal.of(
                  422, "key_reused", "This Idempotency-Key belongs to another delivery");
          case Making.Crowded _ ->
              throw new Refusal(
                  Problem.of(503, "Too many deliveries are made at once, try again")
                      .withRetryAfter(CROWDED_SECONDS));
        };
    exchange.set("Location", Names.DELIVERIES + "/" + delivery.deliveryId()).send(201, delivery);
  }

  private Making making(Draft draft) throws IOException {
    try {
      return numbers.make(draft);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the receiver is closing", e);
    }
  }

  private static Draft draft(Exchange exchange) throws IOException {
    Optional<String> key = exchange.header(Names.IDEMPOTENCY_KEY);
    if (key.filter(k -> k.isEmpty() || k.length() > MAX_KEY).isPresent()) {
      throw Refusal.of(
          400, "malformed", "Idempotency-Key must have 1 to " + MAX_KEY + " characters");
    }
    try {
      return Draft.of(exchange.owner(), exchange.json(Delivery.Request.class), key);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(422, String.valueOf(e.getMessage()));
    }
  }

  /// `GET /api/deliveries?before={next}&limit=100`.
  void page(Exchange exchange) throws IOException {
    long before = exchange.queryNumber("before", Long.MAX_VALUE);
    long limit = exchange.queryNumber("limit", PAGE_SIZE);
    if (limit < 1) {
      throw Refusal.of(400, "limit must be from 1 to " + PAGE_SIZE);
    }
    exchange.send(200, book.page(exchange.owner(), before, (int) Math.min(limit, PAGE_SIZE)));
  }

  /// `GET /api/deliveries/{id}`.
  void one(Exchange exchange) throws IOException {
    answer(exchange, book.byId(exchange.owner(), exchange.id()));
  }

  /// `POST /api/deliveries/{id}/complete`; asked again, it is answered again and tells nobody.
  void complete(Exchange exchange) throws IOException {
    answer(exchange, book.complete(exchange.owner(), exchange.id()));
  }

  private static void answer(Exchange exchange, Optional<Delivery> delivery) throws IOException {
    exchange.send(200, delivery.orElseThrow(() -> Refusal.of(404, "There is no such delivery")));
  }
}
