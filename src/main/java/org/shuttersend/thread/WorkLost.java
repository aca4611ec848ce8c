package org.shuttersend.thread;

/// The work of a thread broke off again and again, and is not begun any more. Leaves its thread
/// uncaught: what becomes of the program then is for the program to say.
public final class WorkLost extends Error {
  private static final long serialVersionUID = 1L;

  WorkLost(String thread, Throwable cause) {
    super(thread + " broke off again and again", cause);
  }
}
