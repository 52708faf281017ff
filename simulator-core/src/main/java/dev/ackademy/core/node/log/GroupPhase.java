package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;

/// The classic group's state (K24). Immutable; every completed rebalance has a generation of its own.
///
/// ```
///   Empty ──join──► PreparingRebalance ──all joined──► CompletingRebalance ──assigned──► Stable
///     ▲                 │     ▲                              │                             │
///     └──nobody left────┘     └──────join, leave, lost───────┴─────────────────────────────┘
/// ```
sealed interface GroupPhase {

    int generation();

    /// A rebalance began: members are to join again.
    default PreparingRebalance toPreparing(boolean delayed) {
        return new PreparingRebalance(generation(), delayed);
    }

    record Empty(int generation) implements GroupPhase {}

    /// @param delayed the first members of a group wait for more
    ///     (`group.initial.rebalance.delay.ms`)
    record PreparingRebalance(int generation, boolean delayed) implements GroupPhase {

        CompletingRebalance toCompleting(String protocol, int leader) {
            return new CompletingRebalance(generation + 1, protocol, leader);
        }

        Empty toEmpty() {
            return new Empty(generation + 1);
        }
    }

    /// Waits for the leader's assignment.
    record CompletingRebalance(
            int generation,
            String protocol,
            @Ident(of = "member") int leader) implements GroupPhase {

        Stable toStable() {
            return new Stable(generation, protocol, leader);
        }
    }

    record Stable(
            int generation,
            String protocol,
            @Ident(of = "member") int leader) implements GroupPhase {}
}
