package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Certainty;

/// Why a step did not end as it should. `forGood`: the item can never succeed, trying again is useless.
/// `outdated`: it belongs to somebody else by now.
record Failure(String cause, Certainty certainty, boolean forGood, boolean outdated) {

    Failure(String cause, Certainty certainty, boolean forGood) {
        this(cause, certainty, forGood, false);
    }
}
