/// SQLite as the project uses it, and PostgreSQL for receivers that share one: numbered migrations,
/// one writer thread that groups commits, pooled readers. Shared by `catalog` and the receiver so
/// that durability is written down once. Imports no other room.
@NullMarked
package org.shuttersend.database;

import org.jspecify.annotations.NullMarked;
