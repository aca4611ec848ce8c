/// How much one user, or one address, may ask for: decided here, answered elsewhere.
@NullMarked
package org.shuttersend.receiver.limit;

import org.jspecify.annotations.NullMarked;
