package dev.ackademy.core.model;

/// A place where a process can crash: *before* a step (nothing asked), *during* (asked, outcome unknown), *after*
/// (outcome seen).
/// `verb` is the step's word (`publish`, `acknowledge`), `step` its path; `attempt` counts the tries of the item in
/// this incarnation from 1.
public record StepPoint(String verb, String step, When when, Operation operation, int attempt) {

    public enum When {
        BEFORE,
        DURING,
        AFTER
    }
}
