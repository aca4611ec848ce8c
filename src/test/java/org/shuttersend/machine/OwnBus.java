package org.shuttersend.machine;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// A bus of the test's own, with services that say what they are told to.
final class OwnBus implements AutoCloseable {
  private final Path socket;
  private final List<DBusConnection> connections = new ArrayList<>();
  private Optional<EmbeddedDBusDaemon> daemon = Optional.empty();

  OwnBus(Path socket) {
    this.socket = socket;
  }

  OwnBus start() throws DBusException {
    var fresh = new EmbeddedDBusDaemon("unix:path=" + socket + ",listen=true");
    fresh.startInBackgroundAndWait();
    // It listens, and hangs up on whoever comes before its own thread is there.
    await().until(fresh::isRunning);
    daemon = Optional.of(fresh);
    return this;
  }

  /// A service with one property; it is nowhere before [Service#come].
  Service service(Fact fact) {
    return new Service(fact);
  }

  final class Service implements Properties {
    private final Fact fact;
    private final Map<String, Object> values = new ConcurrentHashMap<>();

    /// Open while it does not hang.
    private volatile CountDownLatch answering = new CountDownLatch(0);

    private Optional<DBusConnection> connection = Optional.empty();

    private Service(Fact fact) {
      this.fact = fact;
    }

    Service says(Object value) {
      values.put(fact.property, value);
      answering.countDown();
      return this;
    }

    /// Until it says something again.
    void hangs() {
      answering = new CountDownLatch(1);
    }

    Service come() throws DBusException {
      var fresh = DBusConnectionBuilder.forAddress("unix:path=" + socket).withShared(false).build();
      connections.add(fresh);
      fresh.exportObject(fact.path, this);
      fresh.requestBusName(fact.service);
      connection = Optional.of(fresh);
      return this;
    }

    void go() {
      connection.orElseThrow().disconnect();
    }

    // The library declares it so.
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <A> A Get(String group, String property) {
      awaitAnswering();
      if (!group.equals(fact.group) || !values.containsKey(property)) {
        throw new DBusExecutionException("no such property");
      }
      return (A) new Variant<>(values.get(property));
    }

    private void awaitAnswering() {
      try {
        answering.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public <A> void Set(String group, String property, A value) {
      throw new DBusExecutionException("read only");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String group) {
      return Map.of();
    }

    @Override
    public String getObjectPath() {
      return fact.path;
    }

    @Override
    public boolean isRemote() {
      return false;
    }
  }

  void stop() throws IOException {
    connections.forEach(DBusConnection::disconnect);
    connections.clear();
    if (daemon.isPresent()) {
      daemon.get().close();
    }
    daemon = Optional.empty();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
