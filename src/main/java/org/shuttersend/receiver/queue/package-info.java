/// The durable job queue: leases, workers, tries.
@NullMarked
package org.shuttersend.receiver.queue;

import org.jspecify.annotations.NullMarked;
