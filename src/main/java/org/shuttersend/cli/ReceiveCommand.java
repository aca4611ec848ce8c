package org.shuttersend.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.receiver.Shared;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.settings.ReceiverSettings;
import org.shuttersend.settings.UnusableSetting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `shuttersend receive`.
@Command(
    name = "receive",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReceiveCommand implements Callable<Integer> {
  private final Programs programs;
  private final Inputs inputs;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--into", paramLabel = "DIR")
  private Optional<Path> into = Optional.empty();

  @Option(names = "--port", paramLabel = "N")
  private Optional<String> port = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--token-file", paramLabel = "F")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--user", paramLabel = "NAME", defaultValue = "studio")
  private String user = "";

  @Option(names = "--workers", paramLabel = "N")
  private Optional<String> workers = Optional.empty();

  @Option(names = "--queue-size", paramLabel = "N")
  private Optional<String> queueSize = Optional.empty();

  @Option(names = "--uploads-per-minute", paramLabel = "N")
  private Optional<String> uploadsPerMinute = Optional.empty();

  @Option(names = "--listen", paramLabel = "ADDRESS")
  private Optional<String> listen = Optional.empty();

  @Option(names = "--tls-cert", paramLabel = "PEM")
  private Optional<String> tlsCertificate = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "PEM")
  private Optional<String> tlsKey = Optional.empty();

  @Option(names = "--analyser", paramLabel = "URL")
  private Optional<String> analyser = Optional.empty();

  @Option(names = "--analyser-requests", paramLabel = "N")
  private Optional<String> analyserRequests = Optional.empty();

  @Option(names = "--cache-seconds", paramLabel = "N")
  private Optional<String> cacheSeconds = Optional.empty();

  @Option(names = "--insecure")
  private boolean insecure;

  @Option(names = "--settings", paramLabel = "FILE")
  private Optional<Path> settingsFile = Optional.empty();

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  private Map<String, String> others = Map.of();

  @Mixin private HookOptions hooks = new HookOptions();

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  ReceiveCommand(Programs programs, Inputs inputs, Map<String, String> environment) {
    this.programs = programs;
    this.inputs = inputs;
    this.environment = environment;
  }

  @Override
  public Integer call() throws Refusal {
    Path target = into.orElseThrow(this::withoutInto).toAbsolutePath().normalize();
    ReceiverSettings settings = settings();
    inputs.user(user);
    refuseOpenDoor(settings);
    Path kept = ReceiverFolder.data(target, data);
    Path token = tokenFile.map(Path::toAbsolutePath).orElse(kept.resolve("token"));
    Optional<Shared> shared =
        database
            .server(inputs, environment, settings)
            .map(server ->
                new Shared(
                    server,
                    Duration.ofSeconds(settings.number(ReceiverSetting.QUEUE_LEASE_SECONDS))));
    return programs.receive(
        new Programs.ReceiveRequest(
            target,
            kept,
            token,
            user,
            settings,
            PhotoWords.settings(settings, inputs),
            hooks.chosen(inputs),
            shared));
  }

  /// Not required of the commands below this one.
  private CommandLine.ParameterException withoutInto() {
    return new CommandLine.MissingParameterException(
        spec.commandLine(), spec.findOption("--into"), "--into");
  }

  private ReceiverSettings settings() throws Refusal {
    var options = new LinkedHashMap<>(others);
    put(options, ReceiverSetting.PORT, port);
    put(options, ReceiverSetting.WORKERS, workers);
    put(options, ReceiverSetting.QUEUE_SIZE, queueSize);
    put(options, ReceiverSetting.UPLOADS_PER_MINUTE, uploadsPerMinute);
    put(options, ReceiverSetting.ANALYSER, analyser);
    put(options, ReceiverSetting.ANALYSER_REQUESTS, analyserRequests);
    put(options, ReceiverSetting.CACHE_SECONDS, cacheSeconds);
    put(options, ReceiverSetting.LISTEN, listen);
    put(options, ReceiverSetting.TLS_CERT, tlsCertificate);
    put(options, ReceiverSetting.TLS_KEY, tlsKey);
    try {
      return ReceiverSettings.of(options, environment, settingsFile);
    } catch (UnusableSetting e) {
      throw SettingWords.refusal(inputs, e);
    }
  }

  private static void put(
      Map<String, String> options, ReceiverSetting setting, Optional<String> typed) {
    typed.ifPresent(value -> options.put(setting.key(), value));
  }

  /// Whoever listens on the way reads tokens and photos: that is to be chosen, not to happen.
  private void refuseOpenDoor(ReceiverSettings settings) throws Refusal {
    boolean certified = settings.text(ReceiverSetting.TLS_CERT).isPresent();
    if (certified != settings.text(ReceiverSetting.TLS_KEY).isPresent()) {
      throw inputs.refusal("receive.tls.half");
    }
    String address = settings.text(ReceiverSetting.LISTEN).orElse("");
    if (!certified && !insecure && !isLoopback(address)) {
      throw inputs.refusal("receive.insecure", address);
    }
  }

  private boolean isLoopback(String address) throws Refusal {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw inputs.refusal("receive.listen", address, Inputs.why((IOException) e));
    }
  }
}
