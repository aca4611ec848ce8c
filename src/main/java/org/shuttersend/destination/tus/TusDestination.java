package org.shuttersend.destination.tus;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.JobSource;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Receipt;

/// A plain tus server: it takes photos, but cannot say what it has, nor what became of them.
public final class TusDestination implements Destination {
  private final Http http;
  private final TusUploads uploads;

  public TusDestination(Http http) {
    this.http = http;
    this.uploads = new TusUploads(http, "", false);
  }

  @Override
  public Optional<String> instance() {
    return Optional.empty();
  }

  @Override
  public Optional<String> instanceNow() {
    return Optional.empty();
  }

  @Override
  public List<Verdict> check(List<Asked> photos) {
    return Collections.nCopies(photos.size(), new Verdict.Send());
  }

  @Override
  public Optional<Set<ContentHash>> holds(Set<ContentHash> contents) {
    return Optional.empty();
  }

  @Override
  public Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException {
    return uploads.send(photo, progress);
  }

  @Override
  public Optional<JobSource> jobs() {
    return Optional.empty();
  }

  @Override
  public void close() {
    http.close();
  }
}
