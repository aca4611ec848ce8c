/// Who may ask the receiver: users, their roles, their tokens.
@NullMarked
package org.shuttersend.receiver.user;

import org.jspecify.annotations.NullMarked;
