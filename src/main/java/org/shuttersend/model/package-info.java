/// Facts: records, enums and sealed types that every room may pass around. No I/O, no clock, no
/// library; imports nothing.
@NullMarked
package org.shuttersend.model;

import org.jspecify.annotations.NullMarked;
