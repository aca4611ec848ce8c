package org.shuttersend.machine;

/// Whether the network is paid by its use, such as a phone's.
public interface MeteredNetwork {
  /// What was last found out; `false` while it is not known. Never waits. Any thread.
  boolean isMetered();
}
