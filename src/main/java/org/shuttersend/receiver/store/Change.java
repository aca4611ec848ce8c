package org.shuttersend.receiver.store;

import org.shuttersend.wire.Event;

/// One change of a job, as it goes out to the owner's listeners.
///
/// @param seq grows with every change of any job
public record Change(long seq, String owner, Event.Job job) {}
