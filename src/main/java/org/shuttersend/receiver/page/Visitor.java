package org.shuttersend.receiver.page;

/// Who looks at the page.
///
/// @param seesAll whether the photos of all users are shown
public record Visitor(String name, boolean seesAll) {}
