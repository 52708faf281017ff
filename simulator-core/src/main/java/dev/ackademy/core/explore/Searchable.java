package dev.ackademy.core.explore;

import dev.ackademy.core.engine.Choices;

/// What can be searched: makes runs of it that ask for each choice.
interface Searchable {

    RunInHand open(Choices choices);

    /// Of what is left to chance.
    long seed();

    /// What an answer takes of the budgets of a search.
    Bounds cost(Decision decision);

    /// Whether whatever is possible may come next, without any cost: every world is a choice then.
    default boolean free() {
        return false;
    }
}
