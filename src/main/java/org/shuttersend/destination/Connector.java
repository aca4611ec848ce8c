package org.shuttersend.destination;

/// Finds out what kind of server is at an address.
@FunctionalInterface
public interface Connector {
  Destination connect() throws DeliveryException;
}
