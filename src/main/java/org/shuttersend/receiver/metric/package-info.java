/// What is counted for those who watch over the machine. The only package that touches the metrics
/// library.
@NullMarked
package org.shuttersend.receiver.metric;

import org.jspecify.annotations.NullMarked;
