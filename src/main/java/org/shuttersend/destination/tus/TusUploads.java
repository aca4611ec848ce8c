package org.shuttersend.destination.tus;

import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.Receipt;

/// Uploads to one server by tus 1.0.
public final class TusUploads {
  private final Http http;
  private final String endpoint;
  private final boolean knowsKeys;
  private final RequestSizes sizes = new RequestSizes();

  /// @param endpoint the creation path below the server's address; empty: the address itself
  /// @param knowsKeys whether the server makes no second upload of one key. To any other, bytes go
  ///   only once the upload has its place: if the answer to a creation with all of a photo in it
  ///   were lost, the photo would be there, and be sent again
  public TusUploads(Http http, String endpoint, boolean knowsKeys) {
    this.http = http;
    this.endpoint = endpoint;
    this.knowsKeys = knowsKeys;
  }

  /// Sends the photo, or what the server has not got of it.
  public Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException {
    Receipt receipt = new TusUpload(http, endpoint, knowsKeys, sizes, photo, progress).send();
    sizes.arrived();
    return receipt;
  }
}
