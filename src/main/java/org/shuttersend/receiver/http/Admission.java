package org.shuttersend.receiver.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.shuttersend.receiver.limit.Kind;
import org.shuttersend.receiver.limit.Limiter;
import org.shuttersend.receiver.page.Visitor;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.Token;
import org.shuttersend.receiver.user.User;
import org.shuttersend.receiver.user.Users;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// Who asks, and whether they may ask for that.
final class Admission implements Keeper {
  /// Tells nothing about photos: for whoever watches over the machine.
  private static final Set<String> OPEN = Set.of(Names.HEALTH, Names.READY);

  /// Whoever asks for what is open.
  private static final User ANYBODY = new User("", Role.USER);

  private static final String BEARER = "Bearer ";
  private static final int NETWORK_BYTES = 8;

  private final Users users;
  private final Limiter limiter;
  private final Pages pages;

  /// @param limiter counts the wrong tokens of an address
  Admission(Users users, Limiter limiter, Pages pages) {
    this.pages = pages;
    this.users = users;
    this.limiter = limiter;
  }

  /// @throws Refusal if it is nobody we know, or somebody who may not
  User admit(Request request, String path) {
    if (OPEN.contains(path) || Pages.isOpen(path)) {
      return ANYBODY;
    }
    Optional<User> atPage = pages.atPreview(request, path).flatMap(users::ofHash);
    User user = atPage.isPresent() ? atPage.get() : user(request);
    if (path.startsWith(Names.ADMIN) && !user.isAdmin() && !isForSenders(request, path)) {
      throw Refusal.of(403, "forbidden", "Only an admin may do this");
    }
    return user;
  }

  @Override
  public Optional<Visitor> shown(Exchange exchange, String token) {
    Optional<User> user = users.of(new Token(token));
    if (user.isEmpty()) {
      Limiter.Verdict verdict = guessed(exchange.remote());
      if (!verdict.allowed()) {
        throw new Refusal(Problem.tooMany(Kind.LOGIN.word(), verdict.seconds()));
      }
    }
    return user.map(Admission::visitor);
  }

  @Override
  public Optional<Visitor> byHash(String tokenHash) {
    return users.ofHash(tokenHash).map(Admission::visitor);
  }

  private static Visitor visitor(User user) {
    return new Visitor(user.name(), user.isAdmin());
  }

  private User user(Request request) {
    Optional<Token> token = token(request);
    if (token.isEmpty()) {
      throw unknown();
    }
    return users.of(token.get()).orElseThrow(() -> wrong(request));
  }

  private static Optional<Token> token(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(new Token(header.substring(BEARER.length()).strip()))
        : Optional.empty();
  }

  /// A right token always passes: only who guesses is slowed down.
  private Refusal wrong(Request request) {
    Limiter.Verdict verdict = guessed(request.getConnectionMetaData().getRemoteSocketAddress());
    return verdict.allowed()
        ? unknown()
        : new Refusal(Problem.tooMany(Kind.LOGIN.word(), verdict.seconds()));
  }

  private Limiter.Verdict guessed(SocketAddress from) {
    return limiter.take(Kind.LOGIN, network(from));
  }

  private static Refusal unknown() {
    return Refusal.of(401, "The token is missing or not the receiver's")
        .with(HttpHeader.WWW_AUTHENTICATE.asString(), "Bearer");
  }

  /// The address; of IPv6 the network, as everybody has a network of addresses there.
  static String network(SocketAddress socket) {
    if (!(socket instanceof InetSocketAddress remote) || remote.getAddress() == null) {
      return String.valueOf(socket);
    }
    InetAddress address = remote.getAddress();
    byte[] bytes = address.getAddress();
    return bytes.length > NETWORK_BYTES
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
        : address.getHostAddress();
  }

  /// Senders show the queue, and their jobs in it.
  private static boolean isForSenders(Request request, String path) {
    return request.getMethod().equals("GET")
        && (path.equals(Names.QUEUE_STATS) || path.startsWith(Names.ADMIN_JOBS + "/"));
  }
}
