package org.shuttersend.wire;

import java.text.Normalizer;

/// Paths and header names of the protocol.
public final class Names {
  public static final String CAPABILITIES = "/api/capabilities";
  public static final String CHECK = "/api/photos/check";
  public static final String PHOTOS = "/api/photos";
  public static final String MY_PHOTOS = "/api/my-photos";
  public static final String ALL_PHOTOS = "/api/all-photos";
  public static final String PREVIEW = "/preview";
  public static final String ANALYSIS = "/analysis";
  public static final String CACHE_CLEAR = "/api/admin/cache/clear";
  public static final String UPLOADS = "/api/uploads";
  public static final String JOBS = "/api/jobs";
  public static final String ADMIN_JOBS = "/api/admin/queue/jobs";
  public static final String QUEUE_STATS = "/api/admin/queue/stats";
  public static final String EVENTS = "/api/events";
  public static final String DELIVERIES = "/api/deliveries";
  public static final String COMPLETE = "/complete";
  public static final String HOOKS = "/api/hooks";
  public static final String HOOKS_LOG = "/api/hooks/log";
  public static final String HEALTH = "/healthz";
  public static final String READY = "/readyz";
  public static final String METRICS = "/metrics";

  /// What is below is for admins, but for the two questions about the queue that senders ask.
  public static final String ADMIN = "/api/admin/";

  public static final String TUS_VERSION = "1.0.0";
  public static final String TUS_RESUMABLE = "Tus-Resumable";
  public static final String UPLOAD_OFFSET = "Upload-Offset";
  public static final String UPLOAD_LENGTH = "Upload-Length";
  public static final String UPLOAD_METADATA = "Upload-Metadata";
  public static final String UPLOAD_EXPIRES = "Upload-Expires";
  public static final String UPLOAD_CHECKSUM = "Upload-Checksum";
  public static final String UPLOAD_LIMIT = "Upload-Limit";
  public static final String TUS_MAX_SIZE = "Tus-Max-Size";
  public static final String OFFSET_TYPE = "application/offset+octet-stream";

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String RECEIPT_SHA256 = "Shuttersend-Sha256";
  public static final String RECEIPT_JOB = "Shuttersend-Job";
  public static final String RETRY_AFTER = "Retry-After";
  public static final String RATE_LIMIT = "RateLimit";
  public static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  /// What tus answers when the bytes do not match their checksum.
  public static final int CHECKSUM_MISMATCH = 460;

  private Names() {}

  /// Names and paths go over the wire in NFC, however a disk spells them.
  public static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
