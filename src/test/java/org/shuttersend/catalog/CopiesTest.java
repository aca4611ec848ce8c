package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoState;
import org.shuttersend.testkit.HotFolders;

/// One content is sent once, however many files have it.
class CopiesTest extends OpenCatalog {
  @Test
  void aCopyOfAcceptedContentIsADuplicate() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.DUPLICATE);
  }

  @Test
  void aCopyOfAcceptedContentIsAskedAboutWhereTheServerCanTell() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    Claim copy = claimOne();
    var hashed = new Outbox.Hashed(copy, HotFolders.hash(copy.file().ref().file()));
    assertThat(catalog.outbox().hashed(List.of(hashed), true).getFirst())
        .isInstanceOf(AfterHash.Ready.class);
  }

  @Test
  void ofTwoCopiesOnlyOneIsSentShouldTheServerHaveLostTheirContent() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    settle("another.jpg", "one");
    List<Outbox.Hashed> both =
        catalog.outbox().claim(10, Set.of(1, 2, 3)).stream()
            .map(claim -> new Outbox.Hashed(claim, HotFolders.hash(claim.file().ref().file())))
            .toList();
    catalog.outbox().hashed(both, true);
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.SENDING, PhotoState.HELD);
  }

  @Test
  void twinsInFlightAreSentOnce() {
    settle("a.jpg", "one");
    settle("copy.jpg", "one");
    List<Claim> both = catalog.outbox().claim(10, Set.of(1, 2, 3));
    Claim first = hashed(both.getFirst());
    hashed(both.getLast());
    assertThat(states()).containsExactly(PhotoState.SENDING, PhotoState.HELD);
    catalog.outbox().accepted(first, receipt(first, "job-1"));
    clock.advance(Duration.ofSeconds(2));
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.DUPLICATE);
  }
}
