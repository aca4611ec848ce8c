package org.shuttersend.model;

import java.util.List;

/// Why something waits or failed, free of language: the message bundles hold the sentence for each
/// code.
///
/// @param args what the sentence fills in, in the bundle's order
public record Reason(Code code, List<String> args) {

  public Reason {
    args = List.copyOf(args);
  }

  public static Reason of(Code code, String... args) {
    return new Reason(code, List.of(args));
  }

  /// Whether this is what the user asked for, and no trouble.
  public boolean isUsersWish() {
    return switch (code) {
      case PAUSED, TIMETABLE_PAUSED, METERED_NETWORK, ON_BATTERY, SNOOZED -> true;
      default -> false;
    };
  }

  /// Whether the user ends it by resuming.
  public boolean isPause() {
    return code == Code.PAUSED || code == Code.SNOOZED;
  }

  /// The sentences there are. Names are stored in the catalog: rename with a migration only.
  public enum Code {
    /// No connection: {0} host.
    SERVER_UNREACHABLE,
    /// Too many requests (429).
    SERVER_BUSY,
    /// Its queue is full (503 with code queue_full).
    SERVER_QUEUE_FULL,
    /// It is stopping or not ready (503).
    SERVER_UNAVAILABLE,
    /// Its disk is full (507).
    SERVER_DISK_FULL,
    /// The token was not accepted (401, 403).
    TOKEN_REFUSED,
    /// Connected, but no answer in time.
    NO_ANSWER,
    /// The connection broke in the middle: {0} detail.
    CONNECTION_LOST,
    /// A 5xx answer: {0} status.
    SERVER_ERROR,
    /// It does not speak TLS, the address says https: {0} host.
    SERVER_NOT_SECURE,
    /// Its certificate is not to be trusted: {0} why, {1} host.
    CERTIFICATE_REFUSED,
    /// Not an answer of this protocol: {0} what came.
    NOT_A_RECEIVER,
    /// A 4xx answer: {0} status, {1} the server's words, and behind them, where it gave one, its
    /// word for programs.
    NOT_ACCEPTED,
    /// Larger than the server takes.
    TOO_LARGE,
    /// The bytes that arrived were not the bytes sent (460).
    DAMAGED_ON_THE_WAY,
    /// The file cannot be read here: {0} detail.
    FILE_UNREADABLE,
    /// The file changed while it was being sent.
    FILE_CHANGED,
    /// Something is being written to it.
    FILE_CHANGING,
    FILE_EMPTY,
    /// A program has it open for writing.
    FILE_OPEN,
    /// Another program locks it, or the user may not read it.
    FILE_LOCKED,
    /// By its own format there should be more of it.
    FILE_CUT_OFF,
    /// It cannot be looked at, as on a share that does not answer.
    FILE_UNSEEN,
    /// The catalog cannot take it at the moment.
    FILE_NOT_TAKEN,
    /// It waits until the program's own data can be written again.
    FILE_NOT_NOTED,
    /// The server could not process it: {0} the server's words.
    PROCESSING_FAILED,
    /// The same content is being sent from another path.
    TWIN_UNDER_WAY,
    /// The hot folder is not there: {0} its name.
    FOLDER_MISSING,
    /// The card or disk it lies on is not there: {0} its name.
    VOLUME_MISSING,
    /// The disk of the program's own data is full: {0} the data folder.
    DATA_DISK_FULL,
    /// The program's own data cannot be written: {0} the data folder.
    DATA_UNWRITABLE,
    /// The user paused.
    PAUSED,
    /// The user's timetable has a pause now.
    TIMETABLE_PAUSED,
    /// The network is paid by its use, and the user wants nothing sent over such a one.
    METERED_NETWORK,
    /// The computer runs on its battery, and the user wants nothing sent then.
    ON_BATTERY,
    /// The user paused for a time.
    SNOOZED,
    /// Not a hold: so many bytes a second, {0}, and no more.
    BYTES_LIMITED,
    /// Not a hold: so many requests a second, {0}, and no more.
    REQUESTS_LIMITED,
    /// Not a hold: the server's queue is {0} hundredths full, which slows us down.
    SERVER_QUEUE_FILLING,
    /// Not a hold: one at a time, to see whether the server is back.
    LOOKING_FOR_SERVER,
    /// As many at once as there are: so few bytes a second are no use to more.
    AT_ONCE_BY_BYTES,
    /// One more is tried as long as that is faster.
    AT_ONCE_GROWING,
    /// One more was no faster.
    AT_ONCE_ENOUGH,
    /// The user allows no more.
    AT_ONCE_MOST,
    /// The server or the network had too much.
    AT_ONCE_HALVED,
    /// The server has come back a moment ago.
    AT_ONCE_AFTER_RETURN
  }
}
