package org.shuttersend.receiver.picture;

import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/// Looks after a decoder at work: ends it when it takes too long or its thread is to stop, and
/// remembers what it complains about.
final class DecodingWatch implements IIOReadProgressListener, IIOReadWarningListener {
  private static final long MOST_NANOS = 60_000_000_000L;
  private static final int WARNINGS = 20;

  private final long began = System.nanoTime();
  private final List<String> warnings = new ArrayList<>();
  private boolean slow;
  private boolean stopped;

  /// Whether a warning had these words in it.
  boolean warned(String words) {
    return warnings.stream().anyMatch(warning -> warning.contains(words));
  }

  /// @throws NoPreview if it was ended
  void check() throws NoPreview, InterruptedException {
    if (stopped) {
      throw new InterruptedException("decoding was broken off");
    }
    if (slow) {
      throw new NoPreview("it takes more than a minute to decode");
    }
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    stopped = Thread.currentThread().isInterrupted();
    slow = System.nanoTime() - began > MOST_NANOS;
    if (stopped || slow) {
      source.abort();
    }
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (warnings.size() < WARNINGS) {
      warnings.add(warning);
    }
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
