package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.store.Inventory;
import org.shuttersend.receiver.store.PhotoPath;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.wire.Check;

/// `POST /api/photos/check`: two queries for any number of items, and a look at each file that is
/// had.
final class PhotoCheck implements Endpoint {
  private final Store store;

  PhotoCheck(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    List<Check.Item> items = exchange.json(Check.Request.class).items();
    if (Objects.isNull(items) || items.size() > Check.MAX_ITEMS) {
      throw Refusal.of(422, "items must be a list of at most " + Check.MAX_ITEMS);
    }
    items.forEach(PhotoCheck::validate);
    Map<String, Inventory.Had> had =
        store.inventory().has(exchange.owner(), items.stream().map(Check.Item::sha256).toList());
    Map<String, Upload> open =
        store.uploads().openByKeys(exchange.owner(), items.stream().map(Check.Item::key).toList());
    var answers = new ArrayList<Check.Answer>();
    for (Check.Item item : items) {
      answers.add(answer(exchange.owner(), item, had, open));
    }
    exchange.send(200, new Check.Response(answers));
  }

  private Check.Answer answer(
      String owner, Check.Item item, Map<String, Inventory.Had> had, Map<String, Upload> open)
      throws StorageFailure {
    if (had.containsKey(item.sha256())) {
      Inventory.Had stored = Objects.requireNonNull(had.get(item.sha256()));
      if (stored.aside() && !isBack(owner, item)) {
        return Check.Answer.send(item.key());
      }
      return Check.Answer.have(item.key(), stored.photoId(), stored.jobId(), stored.job());
    }
    Upload upload = open.get(item.key());
    if (upload == null || !isOf(upload, item)) {
      return Check.Answer.send(item.key());
    }
    return Check.Answer.resume(
        item.key(), TusAnswers.location(upload), store.files().size(upload.id()));
  }

  /// Brings an older version back to the place it is to have now, where the sender says which.
  ///
  /// @return false if that cannot be its place: who sends it is told why
  private boolean isBack(String owner, Check.Item item) throws StorageFailure {
    if (item.relativePath().isEmpty()) {
      return true;
    }
    try {
      store
          .intake()
          .bringBack(
              owner,
              new ContentHash(item.sha256()),
              PhotoPath.of(item.folder(), item.relativePath(), Optional.empty()));
      return true;
    } catch (PhotoPath.UnsafePath e) {
      return false;
    }
  }

  private static boolean isOf(Upload upload, Check.Item item) {
    return upload.incoming().length() == item.size()
        && upload
            .incoming()
            .announced()
            .map(ContentHash::hex)
            .orElse(item.sha256())
            .equals(item.sha256());
  }

  private static void validate(Check.Item item) {
    if (Objects.isNull(item)
        || Objects.isNull(item.key())
        || Objects.isNull(item.sha256())
        || !ContentHash.isValid(item.sha256())) {
      throw Refusal.of(422, "Each item needs a key and a sha256 of 64 lower-case digits");
    }
  }
}
