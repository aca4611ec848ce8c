/// Tells users what happened, after it was committed: their own web hook, a log of each try, a
/// fallback. Nothing else ever waits for it.
@NullMarked
package org.shuttersend.receiver.push;

import org.jspecify.annotations.NullMarked;
