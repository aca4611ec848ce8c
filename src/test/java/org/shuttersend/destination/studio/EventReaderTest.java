package org.shuttersend.destination.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Server-sent events, as the standard writes them and as wild streams break them.
class EventReaderTest {
  private final List<String> heard = new ArrayList<>();

  private Duration read(String stream) throws IOException {
    return new EventReader(new Buffer().writeUtf8(stream))
        .readAll((type, data) -> heard.add(type + "=" + data));
  }

  @Test
  void anEventEndsAtTheEmptyLine() throws Exception {
    read("event: a\ndata: 1\n\nevent:b\ndata:2\n\n");
    assertThat(heard).containsExactly("a=1", "b=2");
  }

  @Test
  void linesMayEndAsOnWindows() throws Exception {
    read("event: a\r\ndata: 1\r\n\r\n");
    assertThat(heard).containsExactly("a=1");
  }

  @Test
  void dataOfManyLinesIsOneEvent() throws Exception {
    read("event: a\ndata: {\ndata: }\n\n");
    assertThat(heard).containsExactly("a={\n}");
  }

  @Test
  void commentsUnknownFieldsAndEventsWithoutDataAreSilent() throws Exception {
    read(": heartbeat\n\nid: 7\nwhatever\nevent: a\n\ndata: x\n\n");
    assertThat(heard).containsExactly("=x");
  }

  @Test
  void whatIsCutOffIsNotHandedOn() {
    assertThatThrownBy(() -> read("event: a\ndata: 1\n\nevent: b\ndata: half"))
        .isInstanceOf(IOException.class);
    assertThat(heard).containsExactly("a=1");
  }

  @Test
  void anEventWithoutItsEndIsNotHandedOn() throws Exception {
    read("event: a\ndata: 1\n");
    assertThat(heard).isEmpty();
  }

  @Test
  void neitherALineNorAnEventGrowsWithoutBound() {
    assertThatThrownBy(() -> read("data: " + "x".repeat(70_000) + "\n\n"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(("data: " + "x".repeat(60_000) + "\n").repeat(100) + "\n"))
        .isInstanceOf(IOException.class);
    assertThat(heard).isEmpty();
  }

  /// A server that says 0 was asked a thousand times a second; one that says an hour, hardly ever.
  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 1000", "1500, 1500", "30000, 30000", "999999, 30000", "soon, 3000"})
  void theWaitIsFromOneToThirtySeconds(String said, long millis) throws Exception {
    assertThat(read("retry: " + said + "\n\n")).isEqualTo(Duration.ofMillis(millis));
  }
}
