/// The page for the studio's screen: what it shows, how it looks, who may see it. Words come from
/// the room `text`.
@NullMarked
package org.shuttersend.receiver.page;

import org.jspecify.annotations.NullMarked;
