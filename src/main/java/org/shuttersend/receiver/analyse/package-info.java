/// The optional analyser (face search and the like): what it is to be asked, and what it said. A
/// stage of its own behind the queue: what becomes of it never touches the photo. Imports `store`,
/// `queue`, `picture`, `wire`, `thread` and `database`.
@NullMarked
package org.shuttersend.receiver.analyse;

import org.jspecify.annotations.NullMarked;
