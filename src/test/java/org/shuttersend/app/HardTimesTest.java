package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// What a machine does to hot folders, really done to the real program: limits, volumes that come
/// and go, shares that hang, permissions, mounts without events.
@EnabledOnOs(OS.LINUX)
class HardTimesTest {
  private static final int PHOTO_BYTES = 200_000;

  @TempDir Path temp;

  private final Random random = new Random(11);
  private Path first;
  private Path second;
  private Studio studio = new Studio(Path.of(""));

  @BeforeEach
  void prepare() throws IOException {
    first = Files.createDirectory(temp.resolve("First"));
    second = Files.createDirectory(temp.resolve("Second"));
    studio = new Studio(temp);
    studio.receive();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private Path data() {
    return temp.resolve("data");
  }

  private Program watch(List<String> starter) {
    return studio.startBy(starter, studio.watching(first, data(), second.toString(), "--json"));
  }

  private String status() {
    return studio.told(data(), "status");
  }

  private byte[] photo() {
    byte[] content = new byte[PHOTO_BYTES];
    random.nextBytes(content);
    return content;
  }

  private Path arrived(String path) {
    return studio.into().resolve("studio").resolve(path);
  }

  private void awaitArrival(String path) {
    await().untilAsserted(() -> assertThat(arrived(path)).exists());
  }

  @Test
  void withTwentyWatchesALargeFolderIsPolledAndASmallOneKeepsItsEvents() throws IOException {
    Sandbox.needs(
        "user namespaces with limits",
        "unshare",
        "-Ur",
        "sh",
        "-c",
        "echo 20 > /proc/sys/user/max_inotify_watches");
    for (int i = 0; i < 60; i++) {
      Files.createDirectory(first.resolve("day " + i));
    }
    Files.createDirectory(second.resolve("only"));
    Program watch = watch(Sandbox.starter("echo 20 > /proc/sys/user/max_inotify_watches"));

    Studio.awaitSaid(
        watch,
        "\"folder\":\"First\",\"health\":\"polling\",\"reason\":\"watch_limit\"",
        "\"args\":[\"20\",\"sudo sysctl user.max_inotify_watches=1048576\"]");
    Files.write(first.resolve("day 45/late.jpg"), photo());
    awaitArrival("First/day 45/late.jpg");
    Files.write(second.resolve("only/soon.jpg"), photo());
    awaitArrival("Second/only/soon.jpg");
    await()
        .untilAsserted(() ->
            assertThat(status())
                .containsSubsequence(
                    "\"folder\":\"First\"",
                    "\"health\":\"polling\"",
                    "\"folder\":\"Second\"",
                    "\"health\":\"watching\"",
                    "\"limit\":20"));
  }

  @Test
  void aVolumeUnmountedWhileItIsCopiedToLosesNothingAndGoesOnWhenItIsBack() throws IOException {
    Sandbox.needsNamespaces();
    Path volume = Files.createDirectory(temp.resolve("volume"));
    Program watch =
        watch(
            Sandbox.starter(
                "mount -t tmpfs card '%s'\nmkdir '%s/DCIM'\nmount --bind '%s/DCIM' '%s'"
                    .formatted(volume, volume, volume, first)));
    // What is mounted in there is seen from here through the program's own root.
    Path card = Path.of("/proc/" + watch.pid() + "/root" + volume, "DCIM");
    await().until(() -> Files.isDirectory(card));
    int count = 30;
    for (int i = 0; i < count; i++) {
      Files.write(card.resolve(i + ".jpg"), photo());
      if (i == count / 3) {
        awaitArrival("First/0.jpg");
        Sandbox.within(watch, "umount -l '%s'".formatted(first));
      }
    }
    Studio.awaitSaid(
        watch, "\"folder\":\"First\",\"health\":\"not_connected\"", "empty_mount_point");
    String away = status();
    assertThat(away).contains("\"gone\":{\"photos\":0", "empty_mount_point");

    Sandbox.within(watch, "mount --bind '%s/DCIM' '%s'".formatted(volume, first));
    long back = System.nanoTime();
    Studio.awaitSaid(watch, "\"folder\":\"First\",\"health\":\"watching\"");
    System.out.printf(
        "A volume that came back was watched again after %d ms%n",
        Duration.ofNanos(System.nanoTime() - back).toMillis());
    for (int i = 0; i < count; i++) {
      awaitArrival("First/" + i + ".jpg");
      assertThat(HotFolders.hash(arrived("First/" + i + ".jpg")))
          .isEqualTo(HotFolders.hash(card.resolve(i + ".jpg")));
    }
    await().until(() -> status().contains("\"queued\":{\"photos\":0"));
    String after = status();
    assertThat(after).contains("\"gone\":{\"photos\":0");
    assertThat(after).contains("\"processed\":{\"photos\":" + count);
  }

  @Test
  void aShareThatHangsHoldsUpNoOtherFolderNorTheEnd() throws IOException {
    Sandbox.needsNamespaces();
    Sandbox.needs("a device for file systems in user space", "test", "-w", "/dev/fuse");
    Sandbox.needs("perl", "perl", "-e", "1");
    Program watch = watch(Sandbox.starter("true"));
    Files.write(first.resolve("before.jpg"), photo());
    awaitArrival("First/before.jpg");
    // A file system whose server never answers, not even the first question.
    Sandbox.within(
        watch,
        """
        perl -e '
          open(my $fuse, "+<", "/dev/fuse") or die $!;
          my $fd = fileno($fuse);
          my $options = "fd=$fd,rootmode=40000,user_id=0,group_id=0";
          my $number = `uname -m` =~ /x86_64/ ? 165 : 40;
          my ($source, $target, $type) = ("hang", "%s", "fuse");
          syscall($number, $source, $target, $type, 0, $options) == 0 or die $!;
          if (fork == 0) { close STDOUT; close STDERR; sleep 600; }
        '
        """
            .formatted(first));
    Sandbox.within(watch, "! timeout 1 stat '%s'".formatted(first));
    for (int i = 0; i < 5; i++) {
      Files.createDirectory(second.resolve("day " + i));
      Files.write(second.resolve("day " + i + "/a.jpg"), photo());
      awaitArrival("Second/day " + i + "/a.jpg");
    }
    watch.terminate();
    watch.await();
    assertThat(watch.output().getLast()).contains("\"event\":\"summary\"");
  }

  @Test
  void whatMayNotBeReadIsSaidAndReadWhenItMay() throws IOException {
    Sandbox.needs("setpriv", "setpriv", "--version");
    Path secret = Files.createDirectory(first.resolve("secret"));
    Files.write(secret.resolve("a.jpg"), photo());
    Files.write(first.resolve("open.jpg"), photo());
    permit(secret, false);
    boolean powerful = Files.isReadable(secret);
    Program watch =
        watch(
            powerful
                ? List.of(
                    "setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all")
                : List.of());

    Studio.awaitSaid(
        watch, "\"event\":\"trouble\"", "\"path\":\"secret\"", "\"trouble\":\"unreadable\"");
    awaitArrival("First/open.jpg");
    await().untilAsserted(() -> assertThat(status()).contains("\"path\":\"secret\""));
    permit(secret, true);
    awaitArrival("First/secret/a.jpg");
    await().untilAsserted(() -> assertThat(status()).doesNotContain("\"path\":\"secret\""));

    permit(second, false);
    Studio.awaitSaid(watch, "\"folder\":\"Second\",\"health\":\"not_readable\"");
    permit(second, true);
    Studio.awaitSaid(watch, "\"folder\":\"Second\",\"health\":\"watching\"");
    Files.write(second.resolve("b.jpg"), photo());
    awaitArrival("Second/b.jpg");
  }

  private static void permit(Path directory, boolean all) {
    assertThat(directory.toFile().setReadable(all)).isTrue();
    assertThat(directory.toFile().setExecutable(all)).isTrue();
  }

  @Test
  void changesWithoutEventsAreFoundBySelfTestAndByTheListOfMounts() throws IOException {
    Sandbox.needsNamespaces();
    Path lower = Files.createDirectory(temp.resolve("lower"));
    Files.createDirectory(lower.resolve("day"));
    Path upper = Files.createDirectory(temp.resolve("upper"));
    Path work = Files.createDirectory(temp.resolve("work"));
    String overlay =
        "mount -t overlay overlay -o 'lowerdir=%s,upperdir=%s,workdir=%s' '%s'"
            .formatted(lower, upper, work, first);
    Sandbox.needs("overlays in a namespace", "unshare", "-Urm", "sh", "-c", overlay);
    Path card = Files.createDirectory(temp.resolve("card"));
    Files.createDirectory(card.resolve("DCIM"));
    Files.write(card.resolve("DCIM/mounted.jpg"), photo());
    Files.createDirectory(second.resolve("card"));
    Program watch = watch(Sandbox.starter(overlay));
    Files.write(second.resolve("ready.jpg"), photo());
    awaitArrival("Second/ready.jpg");
    await().untilAsserted(() -> assertThat(status()).doesNotContain("scanning"));

    Sandbox.within(watch, "mount --bind '%s' '%s'".formatted(card, second.resolve("card")));
    // Behind the overlay's back, again and again: its own events would tell of the first at once.
    await()
        .untilAsserted(() -> {
          Files.write(lower.resolve("day/" + random.nextInt() + ".jpg"), photo());
          assertThat(watch.output())
              .anySatisfy(
                  line -> assertThat(line).contains("\"polling\",\"reason\":\"events_missing\""));
        });
    Files.write(lower.resolve("day/last.jpg"), photo());
    awaitArrival("First/day/last.jpg");
    awaitArrival("Second/card/DCIM/mounted.jpg");
    Files.write(card.resolve("DCIM/later.jpg"), photo());
    awaitArrival("Second/card/DCIM/later.jpg");
  }
}
