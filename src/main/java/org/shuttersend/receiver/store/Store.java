package org.shuttersend.receiver.store;

/// What the receiver's other rooms work with.
public record Store(
    UploadBook uploads,
    UploadFiles files,
    PhotoBook photos,
    JobBook jobs,
    ChangeBook changes,
    Intake intake,
    Holds holds) {}
