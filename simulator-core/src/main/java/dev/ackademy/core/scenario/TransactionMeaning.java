package dev.ackademy.core.scenario;

import java.util.List;
import java.util.function.Consumer;

/// What a process must keep to that runs transactions over the broker: a transactional producer has one at a time, and
/// sends nothing outside of it.
final class TransactionMeaning {

    private static final List<String> INSIDE = List.of("publish", "acknowledge", "transform", "call", "write");

    private final String name;
    private final Values process;
    private final Problems problems;

    TransactionMeaning(String name, Values process, Problems problems) {
        this.name = name;
        this.process = process;
        this.problems = problems;
    }

    /// @param step checks a step that stands inside
    void check(Values transaction, List<Tree> inner, Consumer<Tree> step) {
        if (inner.isEmpty()) {
            problems.add(transaction.place("steps"), "a transaction needs steps");
        }
        for (Tree each : inner) {
            if (INSIDE.contains(Steps.verb(each))) {
                step.accept(each);
            } else {
                problems.add(
                        each,
                        "'" + Steps.verb(each) + "' cannot stand inside a transaction over the broker; inside stand "
                                + String.join(", ", INSIDE) + ". Put it before or after the transaction");
            }
        }
    }

    /// The process around it.
    ///
    /// @param broker says how long a transaction may last (K22)
    void process(Values broker) {
        if (process.whole("workers") > 1) {
            problems.add(
                    process.place("workers"),
                    "process '" + name + "' runs transactions over the broker, of which a producer has one at a time;"
                            + " write 'workers: 1' and more instances");
        }
        for (Tree step : Steps.of(process.block())) {
            if (Steps.is(step, "publish")) {
                problems.add(
                        step,
                        "a transactional producer sends only inside its transaction; put this step of '" + name
                                + "' into the transaction");
            }
        }
        Values failure = process.inner("on-failure");
        for (String field : List.of("then", "invalid")) {
            if (failure.is(field, "dead-letter") || failure.is(field, "retry-topic")) {
                problems.add(
                        failure.place(field),
                        "'" + field + ": " + failure.text(field) + "' sends a copy outside of the transaction, which a"
                                + " transactional producer cannot; use redeliver, discard or next");
            }
        }
        Values producer = process.inner("producer");
        if (producer.micros("transaction-timeout") > broker.micros("transaction-max-timeout")) {
            problems.add(
                    producer.place("transaction-timeout"),
                    "'transaction-timeout' (" + producer.text("transaction-timeout")
                            + ") must be at most broker.transaction-max-timeout ("
                            + broker.text("transaction-max-timeout")
                            + "). The broker refuses it too (InvalidTransactionTimeoutException)");
        }
        String conflict = Policy.conflict(producer.block());
        String why = conflict == null && producer.is("idempotence", "false") ? "it needs idempotence: true" : conflict;
        if (why != null) {
            problems.add(
                    producer.place(conflict == null ? "idempotence" : "acks"),
                    "process '" + name + "' runs transactions over the broker: " + why
                            + ". The client library refuses it too");
        }
    }
}
