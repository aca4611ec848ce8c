/// What is in the folder `packaging`.
@NullMarked
package org.shuttersend.packaging;

import org.jspecify.annotations.NullMarked;
