package dev.ackademy.core.model;

/// One operation of a workload, due at `atMicros`, with what it says and the business label of its entity. `index`
/// numbers the workload from 0.
public record WorkItem(int index, long atMicros, Operation operation, Payload payload, String label) {}
