package org.shuttersend.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.shuttersend.catalog.Jobs;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.JobSource;
import org.shuttersend.model.Failure;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus;
import org.shuttersend.model.ServerStatus.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Follows what became of sent photos. The stream brings news in time; polls by cursor, after every
/// reconnect and now and then, are what counts; jobs that stay silent are asked about one by one.
///
/// One thread owns everything here; the [Stream]'s does nothing but fill the inbox.
public final class StatusFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusFollower.class);
  private static final int INBOX = 10_000;
  private static final Duration GATHER = Duration.ofMillis(50);
  private static final int PAGES_AT_ONCE = 50;
  private static final Duration STREAMING_POLL = Duration.ofSeconds(30);
  private static final Duration PLAIN_POLL = Duration.ofSeconds(2);

  /// While nothing happens here, the server is hardly asked: a stream that breaks is noticed
  /// anyway.
  private static final Duration CALM_POLL = Duration.ofMinutes(2);

  private static final Duration LONGEST_NAP = Duration.ofSeconds(2);
  private static final Duration CALM_NAP = Duration.ofSeconds(10);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final String serverName;
  private final Jobs jobs;
  private final Clock clock;
  private final Stream stream;
  private final Consumer<ServerQueue> onQueue;
  private final Runnable onNews;
  private final BlockingQueue<News> inbox = new ArrayBlockingQueue<>(INBOX);
  private final Thread thread = Thread.ofPlatform().name("status").unstarted(this::run);
  private volatile Optional<JobSource> source = Optional.empty();
  private volatile boolean closing;
  private volatile ServerStatus status;

  // Owned by the status thread.
  private final QueueCurve curve = new QueueCurve();
  private final SilentJobs silent;
  private Link link = Link.CONNECTING;
  private Optional<Duration> latency = Optional.empty();
  private Optional<ServerQueue> queue = Optional.empty();
  private Instant nextPoll = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private Instant lastPoll = Instant.MIN;

  /// The time at the last look.
  private Instant seen = Instant.MIN;

  private boolean calm;

  /// @param serverName for people: host and port
  /// @param onQueue hears, on the status thread, how full the server's queue is
  /// @param onNews called, on the status thread, after photos changed
  public StatusFollower(
      String serverName,
      Jobs jobs,
      Clock clock,
      RandomGenerator random,
      Consumer<ServerQueue> onQueue,
      Runnable onNews) {
    this.onQueue = onQueue;
    this.serverName = serverName;
    this.jobs = jobs;
    this.clock = clock;
    this.stream = new Stream(inbox, random);
    this.onNews = onNews;
    this.silent = new SilentJobs(jobs, onNews);
    this.status =
        new ServerStatus(
            serverName,
            Link.CONNECTING,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
  }

  public void start() {
    thread.start();
  }

  /// A server that knows about jobs answered; from now on it is the one that is listened to.
  public synchronized void connected(JobSource found) {
    stream.follow(found);
    source = Optional.of(found);
    inbox.offer(new News.Missed());
  }

  /// The server could not be asked at all.
  public void unreachable() {
    inbox.offer(new News.Lost());
  }

  public ServerStatus status() {
    return status;
  }

  private void run() {
    var batch = new ArrayList<News>();
    while (!closing) {
      try {
        News first = inbox.poll(nap().toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          gather(batch);
          take(batch);
          batch.clear();
        }
        Instant now = now();
        if (source.isPresent() && !now.isBefore(nextPoll) && !now.isBefore(notBefore)) {
          pollUnlessCalm(source.get(), now);
        }
        publish();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closing) {
          return;
        }
        log.atLevel(jobs.isWritable() ? Level.ERROR : Level.DEBUG)
            .log(
                "What the server said could not be stored: {}. It is asked again.", e.getMessage());
        batch.clear();
        nextPoll = clock.instant().plus(PLAIN_POLL);
      }
    }
  }

  /// The time; where the clock was set back, what was left to wait is still left, and no more.
  private Instant now() {
    Instant now = clock.instant();
    if (now.isBefore(seen)) {
      Duration back = Duration.between(now, seen);
      nextPoll = nextPoll.isAfter(seen) ? nextPoll.minus(back) : now;
      notBefore = notBefore.isAfter(seen) ? notBefore.minus(back) : now;
      lastPoll = now;
    }
    seen = now;
    return now;
  }

  /// Until the next poll, but never long: the clock may jump, as after sleep.
  private Duration nap() {
    Instant now = clock.instant();
    Instant due = nextPoll.isAfter(notBefore) ? nextPoll : notBefore;
    Duration most = calm ? CALM_NAP : LONGEST_NAP;
    if (source.isEmpty() || due.isAfter(now.plus(most))) {
      return most;
    }
    return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
  }

  /// News come in bursts, and each commit costs a disk sync: a moment's worth of them shares one.
  private void gather(List<News> batch) throws InterruptedException {
    long end = System.nanoTime() + GATHER.toNanos();
    News next;
    while (batch.size() < INBOX
        && (next = inbox.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
      batch.add(next);
    }
  }

  private void take(List<News> batch) {
    calm = false;
    var changes = new ArrayList<JobChange>();
    for (News news : batch) {
      switch (news) {
        case News.Connected _ -> {
          link = Link.CONNECTED;
          nextPoll = Instant.MIN;
        }
        case News.Lost _ -> {
          // Whether it can be reached at all, the next poll tells.
          boolean known = source.isPresent() && link != Link.UNREACHABLE;
          link = known ? Link.POLLING : Link.UNREACHABLE;
          nextPoll = Instant.MIN;
        }
        case News.Missed _ -> nextPoll = Instant.MIN;
        case News.Job(JobChange change) -> changes.add(change);
        case News.Queue(ServerQueue reading) -> heard(reading);
      }
    }
    if (!changes.isEmpty()) {
      jobs.changed(changes);
      onNews.run();
    }
  }

  private void heard(ServerQueue reading) {
    queue = Optional.of(reading);
    curve.add(clock.instant(), reading);
    onQueue.accept(reading);
  }

  private void pollUnlessCalm(JobSource from, Instant now) {
    boolean recent = lastPoll.isAfter(now.minus(CALM_POLL)) && !lastPoll.isAfter(now);
    boolean told = link == Link.CONNECTED && nextPoll.isAfter(Instant.MIN);
    calm = recent && told && !isAnyOpen();
    if (calm) {
      nextPoll = now.plus(STREAMING_POLL);
    } else {
      lastPoll = now;
      poll(from);
    }
  }

  private boolean isAnyOpen() {
    return !jobs.silentSince(clock.instant(), 1).isEmpty();
  }

  private void poll(JobSource from) {
    try {
      readNews(from);
      silent.ask(from, clock.instant());
      JobSource.Reading reading = from.queue();
      latency = Optional.of(reading.latency());
      heard(reading.queue());
      link = link == Link.CONNECTED ? Link.CONNECTED : Link.POLLING;
    } catch (DeliveryException e) {
      log.debug("The server could not be asked: {}", e.getMessage());
      refused(e.failure());
    }
    boolean timely = link == Link.CONNECTED && !isAnyOpen();
    nextPoll = clock.instant().plus(timely ? STREAMING_POLL : PLAIN_POLL);
  }

  /// A wait the server gave is kept, whatever the stream does meanwhile; a server that gives one is
  /// there.
  private void refused(Failure failure) {
    boolean answered =
        failure.reason().code() != Reason.Code.NOT_A_RECEIVER
            && failure.reason().code() != Reason.Code.SERVER_UNREACHABLE;
    if (failure instanceof Failure.HoldAll(Reason _, Instant until)) {
      notBefore = until;
      if (answered) {
        link = link == Link.CONNECTED ? Link.CONNECTED : Link.POLLING;
        return;
      }
    }
    link = Link.UNREACHABLE;
    latency = Optional.empty();
  }

  private void readNews(JobSource from) throws DeliveryException {
    Optional<Long> cursor = jobs.cursor();
    for (int page = 0; page < PAGES_AT_ONCE; page++) {
      JobSource.News news = from.news(cursor);
      if (!cursor.equals(Optional.of(news.cursor()))) {
        jobs.changed(news.changes(), news.cursor());
        onNews.run();
      }
      cursor = Optional.of(news.cursor());
      if (!news.more()) {
        return;
      }
    }
  }

  private void publish() {
    status = new ServerStatus(serverName, link, latency, queue, curve.points(), curve.clearsIn());
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    stream.close();
    try {
      thread.join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
