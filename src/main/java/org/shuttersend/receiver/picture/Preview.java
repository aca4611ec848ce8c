package org.shuttersend.receiver.picture;

/// A preview and the content it shows.
public final class Preview {
  private final String sha256;
  private final byte[] jpeg;

  Preview(String sha256, byte[] jpeg) {
    this.sha256 = sha256;
    this.jpeg = jpeg;
  }

  /// Of the photo.
  public String sha256() {
    return sha256;
  }

  /// Not a copy.
  public byte[] jpeg() {
    return jpeg;
  }
}
