package dev.ackademy.core.model;

/// Where a member of the consumer protocol stands on its way to what the group means it to own (K26).
public enum MemberState {
    /// It owns what it is to own.
    STABLE,
    /// It has to give partitions up first; its epoch stays until it says that it has.
    UNREVOKED_PARTITIONS,
    /// It waits for partitions that others have not given up yet.
    UNRELEASED_PARTITIONS
}
