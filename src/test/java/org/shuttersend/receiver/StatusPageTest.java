package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import org.junit.jupiter.api.Test;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.Browser;

/// The page in a real browser.
class StatusPageTest extends RunningReceiver {
  private static final String HOSTILE = "<img src=x onerror=hacked=1>\"'&amp;.jpg";

  private static String text(String selector) {
    return "[...document.querySelectorAll('" + selector + "')].map(e => e.innerText).join('|')";
  }

  /// As if its processing had found it broken.
  private void fail(String name, String reason) throws Exception {
    try (Database database =
        Database.open(rig.data().resolve("receiver.db"), Store.SCHEMA, "other-writer")) {
      assertThat(
              database.<Integer>write(session ->
                  session.update(
                      """
                      UPDATE jobs SET state = 'failed', error = ?
                      WHERE photo_id = (SELECT id FROM photos WHERE path LIKE ?)
                      """,
                      reason,
                      "%/" + name)))
          .isEqualTo(1);
    }
  }

  @Test
  void aScreenIsLoggedInOnceAndShowsWhatHappensByItself() throws Exception {
    rig.upload("k0", HOSTILE, photo(0, 100));
    try (var browser = new Browser(base)) {
      browser.look(1280, 800, false);
      browser.open(rig.uri("/"));
      assertThat(browser.says("location.pathname")).isEqualTo("/login");
      browser.type("wrong");
      browser.says("document.forms[0].requestSubmit()");
      browser.awaitTrue("document.querySelector('.trouble') !== null");
      browser.type(Rig.TOKEN);
      browser.says("document.forms[0].requestSubmit()");
      browser.awaitTrue("document.querySelector('.recent') !== null");
      assertThat(browser.says("location.pathname")).isEqualTo("/");
      assertThat(browser.says("document.cookie")).as("seen by no script").isEmpty();

      // A name is a name.
      assertThat(browser.says(text(".recent .name"))).isEqualTo(HOSTILE);
      assertThat(browser.says("typeof hacked")).isEqualTo("undefined");
      assertThat(browser.says("document.scripts.length")).isEqualTo("1");

      // It follows by itself.
      await().until(() -> rig.queue().totalProcessed() == 1);
      rig.upload("k1", "day 1/IMG_1.NEF", photo(1, 100));
      rig.upload("k2", "day 1/IMG_2.jpg", photo(2, 100));
      await().until(() -> rig.queue().totalProcessed() == 3);
      fail("IMG_2.jpg", "The picture is damaged: it ends in the middle");
      browser.awaitTrue(text(".failures b") + " === 'IMG_2.jpg'");
      assertThat(browser.says(text(".failures li span")))
          .isEqualTo("The picture is damaged: it ends in the middle");
      browser.awaitTrue(text(".figures b") + " === '0|0|3|0'");
      assertThat(browser.says(text(".recent .name"))).contains("IMG_1.NEF", "IMG_2.jpg");

      // All of it fits on a phone, and it is dark where the system is.
      browser.look(390, 844, true);
      assertThat(
              browser.says(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .isEqualTo("true");
      assertThat(browser.says("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(20, 20, 22)");

      browser.says("document.querySelector('header form').requestSubmit()");
      browser.awaitTrue("location.pathname === '/login'");
    }
  }
}
