package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.model.Guarantee;
import java.util.List;

/// What closes the hole of a guarantee under a policy.
///
/// @param tried null while it is searched
record Closings(String policy, Guarantee guarantee, List<Closing.Tried> tried) {

    boolean of(String otherPolicy, Guarantee other) {
        return policy.equals(otherPolicy) && guarantee == other;
    }
}
