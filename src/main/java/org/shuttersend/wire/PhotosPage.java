package org.shuttersend.wire;

import java.util.List;
import java.util.Optional;

/// `GET /api/my-photos?q=&cursor=&limit=`, newest first.
///
/// @param next the cursor of the next page; empty on the last one
public record PhotosPage(List<PhotoView> photos, Optional<String> next) {}
