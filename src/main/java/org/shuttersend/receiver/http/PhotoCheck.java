package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.store.PhotoBook;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.wire.Check;

/// `POST /api/photos/check`: two queries for any number of items.
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
    Map<String, PhotoBook.Had> had =
        store.photos().has(exchange.owner(), items.stream().map(Check.Item::sha256).toList());
    Map<String, Upload> open =
        store.uploads().openByKeys(exchange.owner(), items.stream().map(Check.Item::key).toList());
    var answers = new ArrayList<Check.Answer>();
    for (Check.Item item : items) {
      answers.add(answer(item, had, open));
    }
    exchange.send(200, new Check.Response(answers));
  }

  private Check.Answer answer(
      Check.Item item, Map<String, PhotoBook.Had> had, Map<String, Upload> open)
      throws StorageFailure {
    if (had.containsKey(item.sha256())) {
      PhotoBook.Had stored = Objects.requireNonNull(had.get(item.sha256()));
      return Check.Answer.have(item.key(), stored.photoId(), stored.jobId(), stored.job());
    }
    Upload upload = open.get(item.key());
    if (upload == null || !isOf(upload, item)) {
      return Check.Answer.send(item.key());
    }
    return Check.Answer.resume(
        item.key(), TusAnswers.location(upload), store.files().size(upload.id()));
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
