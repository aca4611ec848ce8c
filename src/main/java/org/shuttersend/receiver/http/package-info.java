/// The receiver's HTTP face: routes, tus, checks, problems.
@NullMarked
package org.shuttersend.receiver.http;

import org.jspecify.annotations.NullMarked;
