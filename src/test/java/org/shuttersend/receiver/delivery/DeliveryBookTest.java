package org.shuttersend.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.Delivery;

/// Who sees a delivery, who completes it, and what is written down with that.
class DeliveryBookTest {
  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));
  private Database database;
  private DeliveryNumbers numbers;
  private DeliveryBook book;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(base.resolve("r.db"), Store.SCHEMA, "test-writer");
    numbers = new DeliveryNumbers(database, clock, time -> {}, new Signal(1));
    book = new DeliveryBook(database, clock, new Signal(1), new Signal(1));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String made(String owner, Optional<String> assignee) throws Exception {
    var draft = new Draft(owner, "Wedding", "SHT", assignee, Optional.empty());
    return ((Making.Made) numbers.make(draft)).delivery().deliveryId();
  }

  private long notices() {
    return database.read(session -> session.number("SELECT count(*) FROM notices"));
  }

  @Test
  void theOwnerAndTheAssigneeSeeItAndNobodyElse() throws Exception {
    String id = made("studio", Optional.of("anna"));
    assertThat(book.byId("studio", id)).isPresent();
    assertThat(book.byId("anna", id)).isPresent();
    assertThat(book.byId("ben", id)).isEmpty();
    assertThat(book.page("anna", Long.MAX_VALUE, 100).deliveries()).hasSize(1);
    assertThat(book.page("ben", Long.MAX_VALUE, 100).deliveries()).isEmpty();
  }

  @Test
  void onlyTheOwnerCompletesItAndTheAssigneeIsTold() throws Exception {
    String id = made("studio", Optional.of("anna"));
    assertThat(book.complete("anna", id)).isEmpty();
    assertThat(book.complete("ben", id)).isEmpty();
    assertThat(notices()).isZero();
    Delivery completed = book.complete("studio", id).orElseThrow();
    assertThat(completed.state()).isEqualTo(Delivery.State.COMPLETE);
    assertThat(completed.completedAt()).contains(clock.instant());
    assertThat(book.complete("studio", id)).contains(completed);
    assertThat(notices()).isEqualTo(1);
  }

  @Test
  void oneThatIsAssignedToNobodyTellsNobody() throws Exception {
    assertThat(book.complete("studio", made("studio", Optional.empty()))).isPresent();
    assertThat(notices()).isZero();
  }

  @Test
  void allWhoSeeItHearOfEachChangeOnce() throws Exception {
    String id = made("studio", Optional.of("anna"));
    boolean _ = book.complete("studio", id).isPresent();
    boolean _ = book.complete("studio", id).isPresent();
    String own = made("ben", Optional.of("ben"));
    assertThat(new ChangeBook(database).after(0, 100))
        .extracting(change -> change.owner() + " " + change.event())
        .containsExactly(
            "studio delivery", "anna delivery", "studio delivery", "anna delivery", "ben delivery");
    assertThat(new ChangeBook(database).after(4, 100).getFirst().json())
        .contains(own, "\"state\":\"open\"");
  }

  @Test
  void pagesGoBackwardsThroughAllOfThem() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(made(i % 2 == 0 ? "studio" : "ben", Optional.of("studio")));
    }
    var seen = new ArrayList<String>();
    OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
    while (next.isPresent()) {
      Delivery.Page page = book.page("studio", next.getAsLong(), 2);
      List<String> these = page.deliveries().stream().map(Delivery::deliveryId).toList();
      assertThat(these).hasSizeLessThanOrEqualTo(2);
      seen.addAll(these);
      next = page.next();
    }
    assertThat(seen).isEqualTo(ids);
  }
}
