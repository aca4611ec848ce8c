package org.shuttersend.status;

import org.shuttersend.model.JobChange;
import org.shuttersend.model.ServerQueue;

/// What the stream brings.
sealed interface News {
  record Connected() implements News {}

  record Lost() implements News {}

  record Missed() implements News {}

  record Job(JobChange change) implements News {}

  record Queue(ServerQueue queue) implements News {}
}
