package org.shuttersend.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.cli.Exit;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Programs.ReceiveRequest;
import org.shuttersend.cli.Refusal;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.receiver.Receiver;
import org.shuttersend.receiver.Service;
import org.shuttersend.receiver.Summary;
import org.shuttersend.receiver.http.UnusableCertificate;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.receiver.push.Target;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.text.Texts;

/// The receiver, until it is told to stop.
final class ReceiveProgram {
  private static final String FALLBACK_SECRET = "fallback-hook-secret";
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Opening opening;
  private final Inputs inputs;
  private final Logging logging;
  private final Texts texts;
  private final PrintStream out;
  private final Clock clock;

  ReceiveProgram(
      Opening opening, Inputs inputs, Logging logging, Texts texts, PrintStream out, Clock clock) {
    this.opening = opening;
    this.inputs = inputs;
    this.logging = logging;
    this.texts = texts;
    this.out = out;
    this.clock = clock;
  }

  int run(ReceiveRequest request) throws Refusal {
    makeTarget(request.into());
    try (StopSignal signal = StopSignal.listen();
        DataFolder data = opening.data(request.data())) {
      logging.toFile(data.path().resolve("logs"));
      String token = inputs.tokenOrNew(request.tokenFile());
      try (Receiver receiver = start(request, token)) {
        out.println(texts.get("receive.address", receiver.address()));
        out.println(texts.get("receive.into", request.into().resolve(request.user())));
        out.println(texts.get("receive.token", request.tokenFile()));
        out.println(texts.get("receive.hint", receiver.address(), request.tokenFile()));
        out.flush();
        while (!signal.await(TICK)) {
          // Nothing to do but wait: the receiver works on threads of its own.
        }
        tellStopped(receiver);
      }
      return Exit.DONE;
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", request.data(), Inputs.why(e));
    }
  }

  /// A database that is away keeps nobody from stopping.
  private void tellStopped(Receiver receiver) {
    try {
      Summary summary = receiver.summary();
      out.println(
          texts.get(
              "receive.stopped",
              texts.count(summary.photos()),
              texts.count((long) summary.queued() + summary.running())));
    } catch (DatabaseException e) {
      out.println(texts.get("receive.stopped.away", String.valueOf(e.getMessage())));
    }
  }

  private void makeTarget(Path into) throws Refusal {
    if (Files.exists(into) && !Files.isDirectory(into)) {
      throw inputs.refusal("input.into.file", into);
    }
    try {
      Files.createDirectories(into);
    } catch (IOException e) {
      throw inputs.refusal("input.into.unwritable", into, Inputs.why(e));
    }
  }

  /// The secret its own hook checks lies beside the token, made as that is.
  private Notifier.Options notices(ReceiveRequest request) throws Refusal {
    Optional<Target> fallback = Optional.empty();
    if (request.hooks().fallback().isPresent()) {
      String secret = inputs.tokenOrNew(request.data().resolve(FALLBACK_SECRET));
      fallback = Optional.of(new Target(request.hooks().fallback().get(), secret));
    }
    return new Notifier.Options(fallback, request.hooks().toPrivate());
  }

  Receiver start(ReceiveRequest request, String token) throws Refusal {
    try {
      return Receiver.start(
          new Receiver.Options(
              request.into(),
              request.data(),
              request.user(),
              token,
              request.settings().number(ReceiverSetting.PORT),
              request.settings().number(ReceiverSetting.WORKERS),
              request.settings().number(ReceiverSetting.QUEUE_SIZE),
              new Service(
                  EdgeSettings.edge(request.settings()),
                  request.photos(),
                  notices(request),
                  EventStream.HEARTBEAT,
                  request.shared())),
          clock);
    } catch (BindException e) {
      throw inputs.refusal(
          "input.port.used", Integer.toString(request.settings().number(ReceiverSetting.PORT)));
    } catch (UnusableCertificate e) {
      throw inputs.refusal("receive.tls." + e.why(), e.file());
    } catch (Migrations.NewerSchema e) {
      throw inputs.refusal("input.data.newer", request.data());
    } catch (DatabaseException e) {
      if (request.shared().isPresent()) {
        throw inputs.refusal(
            "input.db.unusable", request.shared().get().server().name(), e.getMessage());
      }
      throw inputs.refusal("input.data.unreadable", request.data(), e.getMessage());
    } catch (IOException e) {
      throw inputs.refusal("input.data.unreadable", request.data(), e.getMessage());
    }
  }
}
