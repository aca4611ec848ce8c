/// What becomes of a photo's file once the server has it for sure: it is moved into a folder of its
/// hot folder, or to the trash. The only room that changes anything in a hot folder; each move is
/// written down before it is made. One thread for all hot folders. Imports `model`, `thread`,
/// `database` (to wait for the disk), `watch`, `settle` (to look at files) and `catalog`.
@NullMarked
package org.shuttersend.after;

import org.jspecify.annotations.NullMarked;
