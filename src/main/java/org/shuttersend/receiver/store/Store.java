package org.shuttersend.receiver.store;

/// What the receiver's other rooms work with.
public record Store(
    UploadBook uploads,
    UploadFiles files,
    PhotoBook photos,
    JobBook jobs,
    Leases leases,
    ChangeBook changes,
    Intake intake,
    Holds holds) {}
