/// Received photos on disk and in the receiver's database: bytes first, then one transaction.
@NullMarked
package org.shuttersend.receiver.store;

import org.jspecify.annotations.NullMarked;
