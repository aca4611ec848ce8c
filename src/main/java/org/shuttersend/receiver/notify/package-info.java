/// The event stream: one outbox reader, bounded buffers to every listener.
@NullMarked
package org.shuttersend.receiver.notify;

import org.jspecify.annotations.NullMarked;
