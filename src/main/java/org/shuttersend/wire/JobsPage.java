package org.shuttersend.wire;

import java.util.List;

/// `GET /api/jobs?after={seq}&limit=100`: the caller's jobs that changed since the cursor, the
/// oldest change first.
///
/// @param next the cursor for the next page
/// @param more whether another page is there already
public record JobsPage(List<JobView> jobs, long next, boolean more) {}
