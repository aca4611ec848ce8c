package org.shuttersend.model;

/// Where one version of one file is on its way. The catalog holds the allowed transitions.
public enum PhotoState {
  /// Settled and durable; waits for its turn.
  QUEUED,
  /// Claimed by a sender; its upload key is stored. After a crash it is resolved by asking the
  /// server.
  SENDING,
  /// Waits for a time the server or the network gave; no attempt was spent.
  HELD,
  /// The server has it all and answered with our hash; its job is not done yet.
  ACCEPTED,
  /// The server's job is done: delivered.
  PROCESSED,
  /// Not sent: permanent, or every attempt is spent. Needs attention.
  FAILED,
  /// The same content was already accepted from another path.
  DUPLICATE,
  /// The file changed before it was accepted; a newer version of the path has its own row.
  SUPERSEDED,
  /// The file vanished before it could be sent.
  GONE,
  /// The server has it but could not process it. Needs attention.
  REFUSED,
  /// Failed or refused, and the user said: leave it.
  DISMISSED;

  /// Still on its way: something will happen without the user.
  public boolean isOpen() {
    return this == QUEUED || this == SENDING || this == HELD || this == ACCEPTED;
  }

  public boolean needsAttention() {
    return this == FAILED || this == REFUSED;
  }
}
