package org.shuttersend.receiver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Requests that no client should send, made from a seed: each is wrong in at least one way, so
/// that the only right answer is one of 400 to 499.
final class Malformed {
  private static final String LINE = "\r\n";
  private final Random random;
  private final String token;

  Malformed(long seed, String token) {
    this.random = new Random(seed);
    this.token = token;
  }

  /// @param text all of it, in ISO 8859-1
  /// @param cut whether its body ends early, so that no answer may come
  record Request(String kind, String text, boolean cut) {
    @Override
    public String toString() {
      return kind + ": " + text.substring(0, Math.min(600, text.length()));
    }
  }

  Request next() {
    return switch (random.nextInt(13)) {
      case 0 -> requestLine();
      case 1 -> headerLine();
      case 2 -> tooMuchHead();
      case 3 -> framing();
      case 4 -> path();
      case 5 -> query();
      case 6 -> creation();
      case 7 -> metadata();
      case 8 -> patch();
      case 9 -> json();
      case 10 -> form();
      case 11 -> garbage();
      default -> cut();
    };
  }

  private Request requestLine() {
    return request(
        "request line",
        pick(
                "GET",
                "GET /",
                "GET / HTTP/9.9",
                "GET / HTTP/1.1 x",
                "G\0T / HTTP/1.1",
                "GET /healthz HTTP/a.b",
                " / HTTP/1.1",
                "GET  HTTP/1.1",
                "{} / HTTP/1.1",
                "GET / FTP/1.1",
                "GET /\u00ff\u00fe HTTP/1.1",
                "PRI * HTTP/2.0",
                "CONNECT x HTTP/1.1",
                "GET http:// HTTP/1.1",
                "GET //[:: HTTP/1.1")
            + LINE
            + head());
  }

  private Request headerLine() {
    return request(
        "header",
        "GET /api/jobs HTTP/1.1"
            + LINE
            + pick(
                "Host: x\r\nHost: y",
                "Host: x:y:z",
                "Host: x\r\nNo colon here",
                "Host: x\r\n: no name",
                "Host: x\r\nBad name: 1",
                "Host: x\r\nA\0: 1",
                "Host: x\r\nA: 1\0",
                "Host: x\r\nA: 1\u0001",
                "Host: x\r\n folded",
                "NoHost: x",
                "Host: [::",
                "Host: x\r\nA : 1",
                "Host: x\r\nContent-Length: " + pick(Nonsense.NO_NUMBERS.toArray(String[]::new)))
            + LINE
            + head().substring("Host: x".length() + LINE.length()));
  }

  private Request tooMuchHead() {
    return request(
        "too much head",
        switch (random.nextInt(4)) {
          case 0 ->
              "GET /" + "a".repeat(20_000 + random.nextInt(100_000)) + " HTTP/1.1\r\n" + head();
          case 1 ->
              "GET /api/jobs HTTP/1.1\r\nA: "
                  + "b".repeat(20_000 + random.nextInt(100_000))
                  + LINE
                  + head();
          case 2 -> "GET /api/jobs HTTP/1.1\r\n" + "A: b\r\n".repeat(101) + head();
          default -> "GET /api/jobs HTTP/1.1\r\n" + "c".repeat(30_000) + ": d\r\n" + head();
        });
  }

  private Request framing() {
    return request(
        "framing",
        "POST /api/photos/check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + authorization()
            + pick(
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\n\r\n{}",
                "Transfer-Encoding: chunked, gzip\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Expect: more\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 0\r\n\r\n"));
  }

  private Request path() {
    String method = pick("GET", "POST", "PATCH", "DELETE", "HEADX", "PUT", "BREW");
    return request(
        "path",
        method
            + " "
            + pick(
                "/../../etc/passwd",
                "/api/../../x",
                "/api/uploads/../../../etc/passwd",
                "/api/uploads/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/api/uploads/..%5c..%5cx",
                "/api/jobs/%00",
                "/api/jobs/%zz",
                "/api/jobs/%",
                "/api//jobs/",
                "/api/jobs/;x=1/..",
                "/%c0%ae%c0%ae/x",
                "/api/uploads/" + "u".repeat(3_000),
                "/api/uploads/'; DROP TABLE photos; --".replace(' ', '+'),
                "/%E2%80%AE/x",
                "/nowhere",
                "http://other.example/api/nowhere",
                "*")
            + " HTTP/1.1\r\n"
            + head());
  }

  private Request query() {
    String number =
        random.nextBoolean() ? "%ff%fe" : pick("-1", "x", "1e3", "99999999999999999999");
    return request(
        "query",
        "GET /api/jobs?"
            + pick("after=", "limit=")
            + pick(number, "%zz", "%", "%u0041")
            + " HTTP/1.1\r\n"
            + head());
  }

  private Request creation() {
    return tus(
        "creation",
        "POST /api/uploads",
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> "Upload-Length: " + pick(Nonsense.NO_NUMBERS.toArray(String[]::new)) + LINE;
          case 2 -> "Upload-Length: 9223372036854775807\r\n";
          case 3 -> "Upload-Length: 5\r\nIdempotency-Key: " + "k".repeat(201) + LINE;
          case 4 ->
              "Upload-Length: 5\r\nUpload-Checksum: "
                  + pick("md5 x", "sha1", "x")
                  + LINE
                  + "Content-Type: application/offset+octet-stream\r\nContent-Length: 1\r\n\r\nx";
          default ->
              "Upload-Length: 5\r\nContent-Type: application/offset+octet-stream\r\n"
                  + "Content-Length: 9\r\n\r\n123456789";
        });
  }

  private Request metadata() {
    String value =
        switch (random.nextInt(4)) {
          case 0 -> pick("a b c", "filename %%%", "=,=,", "filename \u0001", ",,,,a b c d");
          case 1 -> field("sha256", pick("xyz", "a".repeat(63), "g".repeat(64)));
          case 2 -> field("modified", pick("yesterday", "2026-13-45T99:99:99Z", "9".repeat(40)));
          default ->
              field(pick("relativePath", "filename"), hostile())
                  + (random.nextBoolean() ? "," + field("folder", "Hot") : "");
        };
    return tus(
        "metadata", "POST /api/uploads", "Upload-Length: 3\r\nUpload-Metadata: " + value + LINE);
  }

  private String hostile() {
    return Nonsense.HOSTILE.get(random.nextInt(Nonsense.HOSTILE.size()));
  }

  private static String field(String name, String value) {
    return name + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private Request patch() {
    return tus(
        "patch",
        pick("PATCH", "HEADX", "DELETE")
            + " /api/uploads/"
            + pick("none", "00000000-0000-0000-0000-000000000000", "..", "%2e%2e", "."),
        switch (random.nextInt(3)) {
          case 0 -> "Upload-Offset: " + pick(Nonsense.NO_NUMBERS.toArray(String[]::new)) + LINE;
          case 1 ->
              "Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
                  + "Content-Length: 3\r\n\r\nabc";
          default -> "Upload-Offset: 0\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx";
        });
  }

  private Request json() {
    String body = Nonsense.BAD_JSON.get(random.nextInt(Nonsense.BAD_JSON.size()));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return request(
        "json",
        "POST /api/photos/check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + authorization()
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private Request form() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"";
    String body =
        switch (random.nextInt(7)) {
          case 0 -> "--b\r\nhalf";
          case 1 -> "";
          case 2 -> part + "a.jpg\"\r\n\r\nabc";
          case 3 -> "--b\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--b--\r\n";
          case 4 ->
              "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n".repeat(40)
                  + "--b--\r\n";
          case 5 ->
              "--b\r\nContent-Disposition: form-data; name=\"relativePath\"\r\n\r\n../../x\r\n"
                  + part
                  + "a.jpg\"\r\n\r\nabc\r\n--b--\r\n";
          default -> part + "a.jpg\"\r\n" + "A: b\r\n".repeat(5_000) + "\r\nabc\r\n--b--\r\n";
        };
    return request(
        "form",
        "POST /api/photos HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + authorization()
            + "Content-Type: "
            + pick(
                "multipart/form-data; boundary=b",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "text/plain",
                "multipart/form-data; boundary=other")
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private Request garbage() {
    byte[] bytes = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(bytes);
    // Not an empty line, which every server passes over.
    bytes[0] = 2;
    return request("garbage", new String(bytes, StandardCharsets.ISO_8859_1) + LINE + LINE);
  }

  private Request cut() {
    String whole =
        "POST /api/photos/check HTTP/1.1\r\nHost: x\r\n"
            + authorization()
            + "Content-Length: 500\r\n\r\n{\"items\":[";
    return new Request("cut", whole, true);
  }

  /// @param rest the last header fields, and the body if there is one
  private Request tus(String kind, String line, String rest) {
    return request(
        kind,
        line
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\n"
            + authorization()
            + rest
            + (rest.contains("\r\n\r\n") ? "" : LINE));
  }

  private static Request request(String kind, String text) {
    return new Request(kind, text, false);
  }

  private String head() {
    return "Host: x\r\nConnection: close\r\n" + authorization() + LINE;
  }

  private String authorization() {
    return "Authorization: Bearer " + token + LINE;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /// As many as that.
  List<Request> take(int count) {
    var requests = new ArrayList<Request>();
    for (int i = 0; i < count; i++) {
      requests.add(next());
    }
    return requests;
  }
}
