package org.shuttersend.receiver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.http.Edge;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.testkit.DatabaseKind;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.QueueStats;
import org.shuttersend.wire.UploadMetadata;

/// A real receiver on the loopback interface, and a client for it.
public final class Rig implements AutoCloseable {
  public static final String TOKEN = "secret";
  public static final String USER = "studio";

  private static final String OWN_DATA = "into/.shuttersend";
  private static final Duration LEASE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path base;
  private final Path data;
  private final Clock clock;
  private final int workers;
  private final int capacity;
  private final Service service;
  private final LongSupplier nanos;
  private Receiver receiver;

  public Rig(Path base, Clock clock, int workers, int capacity) throws IOException, SQLException {
    this(base, clock, workers, capacity, DatabaseKind.usual(base));
  }

  /// @param server where the database is; without, it is a file
  public Rig(Path base, Clock clock, int workers, int capacity, Optional<PostgresServer> server)
      throws IOException, SQLException {
    this(base, OWN_DATA, clock, workers, capacity, server);
  }

  /// @param data the folder it has for itself, below `base`
  Rig(
      Path base,
      String data,
      Clock clock,
      int workers,
      int capacity,
      Optional<PostgresServer> server)
      throws IOException, SQLException {
    this(
        base,
        data,
        clock,
        System::nanoTime,
        workers,
        capacity,
        Service.LOCAL.with(server.map(s -> new Shared(s, LEASE))));
  }

  /// With the usual workers, and what it tells.
  public Rig(Path base, Clock clock, Notifier.Options notices, Duration heartbeat)
      throws IOException, SQLException {
    this(base, OWN_DATA, clock, System::nanoTime, 3, 1000, usual(base).with(notices, heartbeat));
  }

  /// With an edge of its own, and a clock that stands still.
  public Rig(Path base, ManualClock clock, Edge edge) throws IOException, SQLException {
    this(base, OWN_DATA, clock, clock::nanos, 3, 1000, usual(base).with(edge));
  }

  private Rig(
      Path base,
      String data,
      Clock clock,
      LongSupplier nanos,
      int workers,
      int capacity,
      Service service)
      throws IOException, SQLException {
    this.data = base.resolve(data);
    this.base = base;
    this.clock = clock;
    this.nanos = nanos;
    this.workers = workers;
    this.capacity = capacity;
    this.service = service;
    this.receiver = open();
  }

  public Rig(Path base) throws IOException, SQLException {
    this(base, Clock.systemUTC(), 3, 1000);
  }

  private static Service usual(Path base) {
    return Service.LOCAL.with(DatabaseKind.usual(base).map(s -> new Shared(s, LEASE)));
  }

  private Receiver open() throws IOException, SQLException {
    return Receiver.start(
        new Receiver.Options(into(), data(), USER, TOKEN, 0, workers, capacity, service),
        clock,
        nanos);
  }

  public Receiver receiver() {
    return receiver;
  }

  public Path into() {
    return base.resolve("into");
  }

  public Path data() {
    return data;
  }

  /// Where a photo of the folder `Hot` lies.
  public Path stored(String path) {
    return into().resolve(USER).resolve("Hot").resolve(path);
  }

  public void restart() throws IOException, SQLException {
    receiver.close();
    receiver = open();
  }

  public URI uri(String path) {
    return receiver.address().resolve(path);
  }

  public HttpRequest.Builder request(String path) {
    return requestBy(TOKEN, path);
  }

  public HttpRequest.Builder requestBy(String token, String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  public HttpRequest.Builder tus(String path) {
    return request(path).header("Tus-Resumable", "1.0.0");
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpClient client() {
    return client;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  public HttpResponse<String> post(String path, Object json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(json))));
  }

  /// A creation as our sender makes it.
  public HttpRequest.Builder creation(String key, String path, byte[] content) {
    return creation(
        key,
        content.length,
        Map.of(
            UploadMetadata.FOLDER,
            "Hot",
            UploadMetadata.RELATIVE_PATH,
            path,
            UploadMetadata.SHA256,
            sha256(content)));
  }

  public HttpRequest.Builder creation(String key, long length, Map<String, String> metadata) {
    return tus("/api/uploads")
        .header("Idempotency-Key", key)
        .header("Upload-Length", Long.toString(length))
        .header("Upload-Metadata", new UploadMetadata(new HashMap<>(metadata)).header());
  }

  /// Creates without bytes.
  public HttpResponse<String> create(String key, String path, byte[] content)
      throws IOException, InterruptedException {
    return send(creation(key, path, content).POST(BodyPublishers.noBody()));
  }

  /// Creates with all bytes.
  public HttpResponse<String> upload(String key, String path, byte[] content)
      throws IOException, InterruptedException {
    return send(
        creation(key, path, content)
            .header("Content-Type", "application/offset+octet-stream")
            .POST(BodyPublishers.ofByteArray(content)));
  }

  public HttpRequest.Builder patching(String location, long offset, BodyPublisher body) {
    return tus(location)
        .header("Content-Type", "application/offset+octet-stream")
        .header("Upload-Offset", Long.toString(offset))
        .method("PATCH", body);
  }

  public HttpResponse<String> patch(String location, long offset, byte[] bytes)
      throws IOException, InterruptedException {
    return send(patching(location, offset, BodyPublishers.ofByteArray(bytes)));
  }

  public HttpResponse<String> head(String location) throws IOException, InterruptedException {
    return send(tus(location).HEAD());
  }

  public QueueStats.Queue queue() throws IOException, InterruptedException {
    return Json.read(get("/api/admin/queue/stats").body(), QueueStats.class).queue();
  }

  /// Every file below the folder photos arrive in, but the receiver's own.
  public List<String> files() throws IOException {
    return filesBelow(into().resolve(USER));
  }

  public List<String> versions() throws IOException {
    return filesBelow(data().resolve("versions"));
  }

  public List<String> uploads() throws IOException {
    return filesBelow(data().resolve("uploads"));
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  public static byte[] photo(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    receiver.close();
    client.shutdownNow();
  }
}
