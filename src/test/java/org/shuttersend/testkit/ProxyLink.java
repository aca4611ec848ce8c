package org.shuttersend.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.shuttersend.testkit.WireFault.Answer;
import org.shuttersend.testkit.WireFault.CutAnswer;
import org.shuttersend.testkit.WireFault.CutRequest;
import org.shuttersend.testkit.WireFault.Damage;
import org.shuttersend.testkit.WireFault.Delay;
import org.shuttersend.testkit.WireFault.Duplicate;
import org.shuttersend.testkit.WireFault.Trickle;

/// One connection of a client through a [FaultyProxy], and its own to the server. Used by one
/// thread.
final class ProxyLink {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream fromClient;
  private final OutputStream toClient;
  private final InputStream fromServer;
  private final OutputStream toServer;

  private final Function<HttpMessage, WireFault> faults;
  private final LongConsumer passed;

  /// @param faults what happens to a request that comes
  /// @param passed hears how many bytes of a body were passed on
  ProxyLink(
      Socket client, Socket upstream, Function<HttpMessage, WireFault> faults, LongConsumer passed)
      throws IOException {
    this.faults = faults;
    this.passed = passed;
    fromClient = new BufferedInputStream(client.getInputStream());
    toClient = client.getOutputStream();
    fromServer = new BufferedInputStream(upstream.getInputStream());
    toServer = upstream.getOutputStream();
  }

  /// @return whether another request may come
  boolean exchange() throws IOException {
    Optional<HttpMessage> came = HttpMessage.read(fromClient);
    if (came.isEmpty()) {
      return false;
    }
    HttpMessage request = came.get();
    WireFault fault = faults.apply(request);
    if (request.waits()) {
      boolean keepsBody =
          fault instanceof Damage || fault instanceof Duplicate || fault instanceof Answer;
      if (keepsBody) {
        toClient.write(CONTINUE);
      } else if (!isWanted(request)) {
        return false;
      }
      return suffer(fault, keepsBody ? request.withoutWaiting() : request.bodyOnly());
    }
    return suffer(fault, request);
  }

  /// Passes the head on, and what the server says to it.
  private boolean isWanted(HttpMessage request) throws IOException {
    toServer.write(request.bytes());
    HttpMessage first = head();
    toClient.write(first.bytes());
    if (first.status() != 100) {
      first.answerBody(fromServer, false, (buffer, n) -> toClient.write(buffer, 0, n));
    }
    toClient.flush();
    return first.status() == 100;
  }

  private boolean suffer(WireFault fault, HttpMessage request) throws IOException {
    return switch (fault) {
      case Delay(int millis) -> {
        pause(millis);
        pass(request, Integer.MAX_VALUE, 0);
        pause(millis);
        yield answer(request, Long.MAX_VALUE);
      }
      case Trickle(int pieces, int pauseMillis) -> {
        pass(request, pieces, pauseMillis);
        yield answer(request, Long.MAX_VALUE);
      }
      case CutRequest(long atByte) -> cutRequest(request, atByte);
      case CutAnswer(long atByte) -> {
        pass(request, Integer.MAX_VALUE, 0);
        yield answer(request, atByte);
      }
      case Damage(long atByte) -> {
        byte[] body = body(request);
        if (body.length > 0) {
          body[(int) (atByte % body.length)] ^= 1;
        }
        send(request, body);
        yield answer(request, Long.MAX_VALUE);
      }
      case Duplicate _ -> {
        byte[] body = body(request);
        send(request, body);
        swallowAnswer(request);
        send(request, body);
        yield answer(request, Long.MAX_VALUE);
      }
      case Answer(int status, int retryAfterSeconds) -> {
        byte[] _ = body(request);
        HttpMessage.answer(toClient, status, retryAfterSeconds);
        yield true;
      }
    };
  }

  private void pass(HttpMessage request, int pieces, int pauseMillis) throws IOException {
    toServer.write(request.unsent());
    int[] pauses = {pauseMillis == 0 ? 0 : pieces};
    request.requestBody(
        fromClient,
        (buffer, length) -> {
          if (pauses[0]-- > 0) {
            pause(pauseMillis);
          }
          toServer.write(buffer, 0, length);
          passed.accept(length);
        });
    toServer.flush();
  }

  private boolean cutRequest(HttpMessage request, long atByte) throws IOException {
    toServer.write(request.unsent());
    long[] left = {atByte};
    request.requestBody(
        fromClient,
        (buffer, length) -> {
          int part = (int) Math.min(left[0], length);
          toServer.write(buffer, 0, part);
          passed.accept(part);
          left[0] -= length;
          if (left[0] <= 0) {
            throw new IOException("cut");
          }
        });
    return false;
  }

  private byte[] body(HttpMessage request) throws IOException {
    var body = new ByteArrayOutputStream();
    request.requestBody(fromClient, (buffer, length) -> body.write(buffer, 0, length));
    return body.toByteArray();
  }

  private void send(HttpMessage request, byte[] body) throws IOException {
    toServer.write(request.unsent());
    toServer.write(body);
    passed.accept(body.length);
    toServer.flush();
  }

  private void swallowAnswer(HttpMessage request) throws IOException {
    HttpMessage answer = head();
    answer.answerBody(fromServer, request.method().equals("HEAD"), (buffer, length) -> {});
  }

  private HttpMessage head() throws IOException {
    return HttpMessage.read(fromServer).orElseThrow(() -> new IOException("no answer"));
  }

  private boolean answer(HttpMessage request, long atByte) throws IOException {
    HttpMessage answer = head();
    long[] left = {atByte};
    write(answer.bytes(), answer.bytes().length, left);
    answer.answerBody(
        fromServer,
        request.method().equals("HEAD"),
        (buffer, length) -> write(buffer, length, left));
    return !answer.closes();
  }

  private void write(byte[] buffer, int length, long[] left) throws IOException {
    toClient.write(buffer, 0, (int) Math.min(left[0], length));
    toClient.flush();
    left[0] -= length;
    if (left[0] <= 0) {
      throw new IOException("cut");
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }
}
