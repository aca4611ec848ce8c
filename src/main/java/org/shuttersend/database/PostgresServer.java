package org.shuttersend.database;

import java.util.Locale;
import java.util.Properties;

/// A database on a PostgreSQL server.
///
/// @param url as JDBC has it, without user and password: `jdbc:postgresql://host/database`; with
///   `?currentSchema=name` several receivers' databases fit into one
/// @param poolSize connections that are kept for reading
/// @param maxOverflow how many more there may be at times
public record PostgresServer(
    String url, String user, String password, int poolSize, int maxOverflow) {
  public static final String PREFIX = "jdbc:postgresql:";

  /// Longer than one statement may take, so that the server is heard first.
  private static final int SOCKET_SECONDS = 45;

  private static final int CONNECT_SECONDS = 5;

  /// A statement, and a transaction that stands still, end in time; and a machine that went away
  /// without a word leaves its locks within half a minute, where the network would keep them for
  /// hours.
  private static final String LIMITS =
      "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000"
          + " -c synchronous_commit=on"
          + " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

  /// @throws IllegalArgumentException if it is none
  public PostgresServer {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(url + " does not begin with " + PREFIX);
    }
    if (poolSize < 1 || maxOverflow < 0) {
      throw new IllegalArgumentException("a pool of " + poolSize + " and " + maxOverflow);
    }
  }

  /// Whether the URL itself holds what has to be kept secret.
  public static boolean tellsSecrets(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.contains("password=") || lower.contains("user=") || lower.contains("@");
  }

  /// The URL without what is behind its question mark: for people.
  public String name() {
    return url.substring(PREFIX.length()).replaceFirst("\\?.*", "");
  }

  /// How the driver is to connect. What the URL says wins.
  Properties properties() {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "shuttersend");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("options", LIMITS);
    return properties;
  }

  /// Without the password.
  @Override
  public String toString() {
    return "PostgresServer[" + name() + "]";
  }
}
