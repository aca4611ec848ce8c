package org.shuttersend.receiver.push;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lets a hook finish a short answer, and hangs up on a long one. What it says is not kept.
final class BriefAnswer implements BodySubscriber<Boolean> {
  private static final int MOST_BYTES = 4096;

  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  /// Used by one call at a time, as subscribers are.
  private long bytes;

  @Override
  public CompletionStage<Boolean> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription own) {
    subscription.set(own);
    own.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    bytes += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    Flow.Subscription own = subscription.get();
    if (own != null && bytes < MOST_BYTES) {
      own.request(1);
    } else if (own != null) {
      own.cancel();
      end.complete(false);
    }
  }

  @Override
  public void onError(Throwable cause) {
    // The status was heard, which is what counts.
    end.complete(false);
  }

  @Override
  public void onComplete() {
    end.complete(true);
  }
}
