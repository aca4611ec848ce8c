/// Threads that live as long as the program: what happens when the work of one breaks off. Imports
/// no other room.
@NullMarked
package org.shuttersend.thread;

import org.jspecify.annotations.NullMarked;
