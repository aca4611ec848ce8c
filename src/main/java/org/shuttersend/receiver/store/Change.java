package org.shuttersend.receiver.store;

/// One change of a job or a delivery, as it goes out to the listeners of one user.
///
/// @param seq grows with every change
/// @param event its kind, of [org.shuttersend.wire.Event]
/// @param json its data
public record Change(long seq, String owner, String event, String json) {}
