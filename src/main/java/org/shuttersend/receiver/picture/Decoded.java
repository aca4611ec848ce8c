package org.shuttersend.receiver.picture;

/// What a decoder made of a picture.
///
/// @param pixels as stored, not turned yet
/// @param width of the picture itself
/// @param height of the picture itself
/// @param endsInTheMiddle whether coded data was missing at its end; the rest is grey
record Decoded(Pixels pixels, int width, int height, boolean endsInTheMiddle) {}
