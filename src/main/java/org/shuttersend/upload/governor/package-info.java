/// How fast photos may go: one governor per destination, asked before each upload, each request and
/// each piece of a photo, and told every outcome. What it decides is pure: time, chance and facts
/// come in, permissions go out; [Governor] is where threads wait for them.
@NullMarked
package org.shuttersend.upload.governor;

import org.jspecify.annotations.NullMarked;
