/// The durable truth: every known file and its state. Each change is one transaction,
/// compare-and-set on state and version. The database's writer thread owns all writes; readers have
/// their own connections. Imports `model` and `database`.
@NullMarked
package org.shuttersend.catalog;

import org.jspecify.annotations.NullMarked;
