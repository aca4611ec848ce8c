package org.shuttersend.cli;

import java.util.Arrays;

/// Counts how many different texts there are, in 8 bytes each: a directory may hold a million
/// files. By a hash of 64 bits; among a million texts two of one hash are a chance of 1 to 30
/// million.
final class Distinct {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[64];
  private int size;

  void add(String text) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash(text);
  }

  /// How many different ones were added, and begins anew.
  long takeCount() {
    Arrays.sort(hashes, 0, size);
    long count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        count++;
      }
    }
    size = 0;
    return count;
  }

  /// FNV-1a.
  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hash = (hash ^ (c & 0xff)) * FNV_PRIME;
      hash = (hash ^ (c >>> 8)) * FNV_PRIME;
    }
    return hash;
  }
}
