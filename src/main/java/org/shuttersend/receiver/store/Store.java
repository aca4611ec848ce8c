package org.shuttersend.receiver.store;

import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;

/// What the receiver's other rooms work with.
public record Store(
    UploadBook uploads,
    UploadFiles files,
    PhotoBook photos,
    JobBook jobs,
    Leases leases,
    ChangeBook changes,
    Intake intake,
    Holds holds) {

  /// The receiver's tables.
  public static final Migrations SCHEMA = new Migrations(Store.class, 5);

  /// What of it is there.
  public Inventory inventory() {
    return intake.inventory();
  }

  /// Forgets the upload and its bytes, unless they are a photo's that is not in its place yet. The
  /// caller holds it.
  public void drop(String id) throws StorageFailure {
    // The row first: a file without a row is cleared at the next start. And a commit that came late
    // comes before this one.
    uploads.delete(id);
    boolean _ = uploads.clear(id, files);
  }

  /// Takes in an upload that has all its bytes, as [Intake#finish] does. The caller holds it, and
  /// has held it while they came: if that was lost, what was reckoned of them no longer counts.
  public Finish finish(Upload upload) throws StorageFailure {
    try {
      holds.check(upload.id());
    } catch (DatabaseException e) {
      files.forget(upload.id());
      throw e;
    }
    return intake.finish(upload);
  }
}
