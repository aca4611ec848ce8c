/// Pages of photos, newest first, and the cache of them. Imports `store`, `wire` and `database`.
@NullMarked
package org.shuttersend.receiver.gallery;

import org.jspecify.annotations.NullMarked;
