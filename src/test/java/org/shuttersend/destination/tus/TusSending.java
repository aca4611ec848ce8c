package org.shuttersend.destination.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shuttersend.destination.Photos.LARGE;
import static org.shuttersend.destination.Photos.bytes;
import static org.shuttersend.destination.TestServer.answer;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.Photos;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.destination.TestServer;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Receipt;

/// For tests that send photos to a tus server, which answers as the test tells it to.
abstract class TusSending {
  static final byte[] BIG = bytes(LARGE);

  @TempDir Path folder;

  TestServer server;
  Http http;
  Photos photos;
  final Photos.Heard heard = new Photos.Heard();

  @BeforeEach
  void open() throws IOException {
    server = new TestServer();
    http = server.http();
    photos = new Photos(folder);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  Receipt send(Outgoing photo) throws DeliveryException {
    return new TusUploads(http, "/api/uploads", true).send(photo, heard);
  }

  Failure failure(Outgoing photo) {
    return failure(photo, heard);
  }

  Failure failure(Outgoing photo, SendProgress progress) {
    var e =
        catchThrowableOfType(
            DeliveryException.class,
            () -> new TusUploads(http, "/api/uploads", true).send(photo, progress));
    assertThat(e).isNotNull();
    var out = new StringWriter();
    e.printStackTrace(new PrintWriter(out));
    assertThat(out.toString()).as("no exception tells the token").doesNotContain(TestServer.TOKEN);
    return e.failure();
  }

  static MockResponse.Builder created(String location, long offset) {
    return answer(201).setHeader("Location", location).setHeader("Upload-Offset", offset);
  }

  static MockResponse.Builder standsAt(long offset) {
    return answer(200).setHeader("Upload-Offset", offset);
  }

  static MockResponse.Builder whole(MockResponse.Builder answer, byte[] content) {
    return answer
        .setHeader("Upload-Offset", content.length)
        .setHeader("Shuttersend-Sha256", Photos.hash(content).hex())
        .setHeader("Shuttersend-Job", "job-1");
  }

  static Receipt receipt(byte[] content) {
    return new Receipt(Optional.of(Photos.hash(content)), Optional.of("job-1"));
  }
}
