package org.shuttersend.chaos;

import java.util.List;

/// One crash: what the photographer does, and what goes wrong meanwhile.
///
/// @param drained whether everything is waited for and checked after it
record Round(int number, List<Act> acts, List<Fault> faults, boolean drained) {}
