package org.shuttersend.receiver.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Names;

/// A delivery somebody wants to have, checked.
///
/// @param key the Idempotency-Key: the same one never makes two
public record Draft(
    String owner, String name, String prefix, Optional<String> assignedTo, Optional<String> key) {
  private static final String USUAL_PREFIX = "SHT";
  private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2,6}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final int MAX_NAME = 200;
  private static final int MAX_USER = 100;

  /// @throws IllegalArgumentException if a field is not of its form
  public static Draft of(String owner, Delivery.Request request, Optional<String> key) {
    String prefix = request.prefix().orElse(USUAL_PREFIX);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("prefix must be 2 to 6 letters A to Z and digits");
    }
    String name = text("name", request.name().orElse(""), MAX_NAME);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is missing");
    }
    Optional<String> assignedTo =
        request
            .assignedTo()
            .map(user -> text("assigned_to", user, MAX_USER))
            .filter(user -> !user.isEmpty());
    return new Draft(owner, name, prefix, assignedTo, key);
  }

  private static String text(String field, String value, int longest) {
    String text = Names.nfc(value).strip();
    if (text.length() > longest || CONTROL.matcher(text).find()) {
      throw new IllegalArgumentException(
          field + " must be one line of at most " + longest + " characters");
    }
    return text;
  }

  boolean isOf(Delivery made) {
    return made.name().equals(name)
        && made.assignedTo().equals(assignedTo)
        && made.deliveryId().startsWith(prefix + "-");
  }
}
