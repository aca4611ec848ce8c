package org.shuttersend.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chromium without a window, driven as its own developer tools do it. It shows one page.
public final class Browser implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final Pattern PAGE = Pattern.compile("\"(ws://[^\"]*/page/[^\"]*)\"");

  private final JsonMapper json = new JsonMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Program program;
  private final WebSocket socket;

  /// Skips the test, or fails it where none may be skipped, if there is no such browser.
  ///
  /// @param temp gets all it writes
  public Browser(Path temp) {
    Sandbox.needs("chromium", "chromium", "--version");
    program =
        Program.start(
            temp,
            Map.of("HOME", temp.toString(), "TMPDIR", temp.toString()),
            List.of(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + temp.resolve("browser"),
                "about:blank"));
    await().until(() -> !address().isEmpty() || !program.isRunning());
    socket = client.newWebSocketBuilder().buildAsync(URI.create(page()), new Answers()).join();
  }

  private String address() {
    Matcher matcher = LISTENING.matcher(String.join("\n", program.errors()));
    return matcher.find() ? matcher.group(1) : "";
  }

  private String page() {
    String list = "http://" + address() + "/json/list";
    return await().until(() -> PAGE.matcher(text(list)), Matcher::find).group(1);
  }

  private String text(String uri) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
        .body();
  }

  /// Calls a method of the developer tools' protocol.
  public JsonNode call(String method, Map<String, ?> parameters) {
    int id = calls.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    String message =
        json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).join();
    JsonNode whole = answer.join();
    if (whole.has("error")) {
      throw new AssertionError(method + ": " + whole.get("error"));
    }
    return whole.path("result");
  }

  public void open(URI uri) {
    JsonNode _ = call("Page.navigate", Map.of("url", uri.toString()));
    awaitTrue("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /// What a script says, as text.
  public String says(String script) {
    JsonNode answer = call("Runtime.evaluate", Map.of("expression", "String(" + script + ")"));
    return answer.path("result").path("value").asString("");
  }

  public void awaitTrue(String script) {
    await().until(() -> says(script).equals("true"));
  }

  /// Puts text where the cursor is.
  public void type(String text) {
    JsonNode _ = call("Input.insertText", Map.of("text", text));
  }

  /// @param dark what the system's setting says
  public void look(int width, int height, boolean dark) {
    JsonNode _ =
        call(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    JsonNode _ = call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /// What is seen, as PNG.
  public void picture(Path file) throws IOException {
    JsonNode answer = call("Page.captureScreenshot", Map.of());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asString()));
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    program.terminate();
    await().until(() -> !program.isRunning());
  }

  /// Puts pieces together and gives each answer to whoever waits for it.
  private final class Answers implements WebSocket.Listener {
    /// Used by one call at a time, as listeners are.
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket own, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = json.readTree(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(0));
        if (answer != null) {
          answer.complete(message);
        }
      }
      own.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket own, Throwable error) {
      waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
