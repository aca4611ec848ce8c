package org.shuttersend.destination.studio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.JobSource;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.destination.tus.TusUploads;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.Capabilities;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Names;

/// A Shuttersend receiver: uploads by tus, and it says what it has and what became of it.
public final class Studio implements Destination {
  static final MediaType JSON = MediaType.get("application/json");

  private final Http http;
  private final String instance;
  private final Optional<String> user;
  private final TusUploads uploads;
  private final StudioJobs jobs;

  Studio(Http http, String instance, Optional<String> user) {
    this.http = http;
    this.instance = instance;
    this.user = user;
    this.uploads = new TusUploads(http, Names.UPLOADS, true);
    this.jobs = new StudioJobs(http);
  }

  @Override
  public Optional<String> instance() {
    return Optional.of(instance);
  }

  @Override
  public Optional<String> user() {
    return user;
  }

  @Override
  public Optional<String> instanceNow() throws DeliveryException {
    try (Response response = http.control(http.request(Names.CAPABILITIES).get().build())) {
      if (response.code() != 200) {
        throw http.unexpected(response);
      }
      var capabilities = Bodies.read(response, Capabilities.class, http);
      return Optional.of(Bodies.part(capabilities.instance(), "instance", http));
    }
  }

  @Override
  public List<Verdict> check(List<Asked> photos) throws DeliveryException {
    var items = new ArrayList<Check.Item>(photos.size());
    for (Asked photo : photos) {
      items.add(item(photo));
    }
    return verdicts(photos, ask(items));
  }

  private Check.Response ask(List<Check.Item> items) throws DeliveryException {
    Request request =
        http.request(Names.CHECK)
            .post(RequestBody.create(Json.bytes(new Check.Request(items)), JSON))
            .build();
    try (Response response = http.control(request)) {
      if (response.code() != 200) {
        throw http.unexpected(response);
      }
      return Bodies.read(response, Check.Response.class, http);
    }
  }

  /// Without a path: with one, the server would put an older version back into its place.
  @Override
  public Optional<Set<ContentHash>> holds(Set<ContentHash> contents) throws DeliveryException {
    if (contents.isEmpty()) {
      return Optional.of(Set.of());
    }
    var items = new ArrayList<Check.Item>(contents.size());
    for (ContentHash content : contents) {
      items.add(
          new Check.Item(content.hex(), content.hex(), 0, "", Optional.empty(), Optional.empty()));
    }
    var held = new HashSet<ContentHash>();
    for (Check.Answer answer : Bodies.part(ask(items).items(), "items", http)) {
      String key = Bodies.part(Bodies.part(answer, "an item", http).key(), "a key", http);
      if (answer.verdict() == Check.Verdict.HAVE && isDone(answer) && ContentHash.isValid(key)) {
        held.add(new ContentHash(key));
      }
    }
    held.retainAll(contents);
    return Optional.of(held);
  }

  private static boolean isDone(Check.Answer answer) {
    return answer.jobState().filter(JobState.DONE::equals).isPresent();
  }

  private static Check.Item item(Asked photo) {
    return new Check.Item(
        photo.key(),
        photo.hash().hex(),
        photo.size(),
        Names.nfc(photo.ref().name()),
        Optional.of(Names.nfc(photo.ref().folder().name())),
        Optional.of(Names.nfc(photo.ref().path())));
  }

  private List<Verdict> verdicts(List<Asked> photos, Check.Response response)
      throws DeliveryException {
    var answers = new HashMap<String, Check.Answer>();
    for (Check.Answer answer : Bodies.part(response.items(), "items", http)) {
      answers.put(Bodies.part(answer, "an item", http).key(), answer);
    }
    var verdicts = new ArrayList<Verdict>(photos.size());
    for (Asked photo : photos) {
      Check.Answer answer = Bodies.part(answers.get(photo.key()), "an item asked for", http);
      verdicts.add(
          switch (Bodies.part(answer.verdict(), "a verdict", http)) {
            case SEND -> new Verdict.Send();
            case HAVE ->
                new Verdict.Have(
                    new Receipt(Optional.of(photo.hash()), answer.jobId()), isDone(answer));
            case RESUME ->
                answer.location().<Verdict>map(Verdict.Resume::new).orElseGet(Verdict.Send::new);
          });
    }
    return verdicts;
  }

  @Override
  public Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException {
    Receipt receipt = uploads.send(photo, progress);
    // It always says what it hashed: what does not is something else, and has stored nothing.
    Bodies.part(receipt.hash().orElse(null), Names.RECEIPT_SHA256, http);
    return receipt;
  }

  @Override
  public Optional<JobSource> jobs() {
    return Optional.of(jobs);
  }

  @Override
  public void close() {
    http.close();
  }
}
