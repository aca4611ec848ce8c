package org.shuttersend.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.messages.constants.Flags;
import org.freedesktop.dbus.types.Variant;

/// A connection to a D-Bus on which one question is asked after the other. It uses the library's
/// transport alone: the library's own connections bring five threads each, and a time limit of
/// their own. One thread at a time; whoever waits too long interrupts it, which ends the
/// connection.
final class SystemBus implements AutoCloseable {
  private static final String BUS = "org.freedesktop.DBus";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

  private final AbstractTransport transport;

  private SystemBus(AbstractTransport transport) {
    this.transport = transport;
  }

  static SystemBus connect(Path socket) throws IOException {
    try {
      AbstractTransport transport =
          TransportBuilder.create("unix:path=" + socket)
              .configure()
              .withAutoConnect(false)
              .back()
              .build();
      var bus = new SystemBus(transport);
      try {
        transport.connect();
        var _ = bus.call(Flags.NO_AUTO_START, BUS, "/org/freedesktop/DBus", BUS, "Hello");
        return bus;
      } catch (IOException | DBusException | RuntimeException e) {
        bus.close();
        throw e;
      }
    } catch (DBusException e) {
      throw new IOException(e);
    }
  }

  /// What the service says; empty if there is no such service, or it does not know.
  Optional<Object> ask(Fact fact) throws IOException {
    try {
      Message answer =
          call(fact.flags, fact.service, fact.path, PROPERTIES, "Get", fact.group, fact.property);
      if (!(answer instanceof MethodReturn)) {
        return Optional.empty();
      }
      Object[] values = answer.getParameters();
      return values != null && values.length == 1 && values[0] instanceof Variant<?> variant
          ? Optional.ofNullable(variant.getValue())
          : Optional.empty();
    } catch (DBusException e) {
      throw new IOException(e);
    }
  }

  private Message call(
      byte flags, String service, String path, String group, String method, String... args)
      throws IOException, DBusException {
    String types = args.length == 0 ? null : "s".repeat(args.length);
    MethodCall call =
        transport
            .getMessageFactory()
            .createMethodCall(null, service, path, group, method, flags, types, (Object[]) args);
    transport.writeMessage(call);
    while (true) {
      // Nothing while a message has come in part; signals to everybody are passed over.
      Message message = transport.readMessage();
      if (message != null && message.getReplySerial() == call.getSerial()) {
        return message;
      }
    }
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      // It is gone, which is all that was wanted.
    }
  }
}
