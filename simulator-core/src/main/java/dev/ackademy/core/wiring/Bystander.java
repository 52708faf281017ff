package dev.ackademy.core.wiring;

import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;

/// The controlling node of a kind whose servers need none.
final class Bystander implements Node {

    @Override
    public void on(Input input, Surroundings around) {
        if (input instanceof Input.Stopping) {
            around.stopped("has nothing to do");
        }
    }

    @Override
    public void crashed() {}

    @Override
    public String waiting() {
        return "";
    }
}
