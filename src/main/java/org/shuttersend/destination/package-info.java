/// Where photos go: has, send, what became of it. One package per protocol. HTTP answers become
/// typed failures here, once. Imports `model` and `wire`.
@NullMarked
package org.shuttersend.destination;

import org.jspecify.annotations.NullMarked;
