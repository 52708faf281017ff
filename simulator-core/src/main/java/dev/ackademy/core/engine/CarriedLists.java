package dev.ackademy.core.engine;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.node.Frame;
import java.util.List;

/// What frames carry, listed once for each: the entries of its sending and of its arrival share the list. Remembers the
/// last frame of each place only, and is no state: what it has forgotten it lists again.
final class CarriedLists {

    /// A power of two.
    private static final int PLACES = 1024;

    private final Frame[] frames = new Frame[PLACES];

    @SuppressWarnings("unchecked")
    private final List<Carried>[] lists = new List[PLACES];

    List<Carried> of(Frame frame) {
        int place = frame.correlation() + (frame.answer() ? PLACES / 2 : 0) & PLACES - 1;
        if (frames[place] != frame) {
            frames[place] = frame;
            lists[place] = List.copyOf(frame.carried());
        }
        return lists[place];
    }
}
