package org.shuttersend.format;

/// A JPEG inside a file, of a kind any decoder knows: 8 bits a sample, Huffman coded.
///
/// @param offset of its first byte in the file
/// @param length in bytes, within the file
/// @param width in pixels
/// @param height in pixels
/// @param components 1 (grey), 3 (colour) or 4 (for print)
/// @param samples of all components a hundred pixels: 150 or more for colour with halved chroma
/// @param progressive whether it is coded in several scans, all of which a decoder has to hold
public record EmbeddedJpeg(
    long offset,
    long length,
    int width,
    int height,
    int components,
    int samples,
    boolean progressive) {
  public long pixels() {
    return (long) width * height;
  }
}
