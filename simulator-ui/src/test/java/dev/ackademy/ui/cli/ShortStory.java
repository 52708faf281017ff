package dev.ackademy.ui.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Payments from a shop to a database: what the live tests run where only the way there matters.
enum ShortStory {
    /// Over as soon as a real broker can be asked whether it is.
    TWO_MESSAGES("keys: [A, D], operations: [create], every: 10ms"),
    /// Longer than anybody waits here.
    A_MINUTE("keys: 300, operations: [create], every: 200ms");

    private final String workload;

    ShortStory(String workload) {
        this.workload = workload;
    }

    Path in(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name() + ".yaml"), """
                scenario: 1
                title: payments
                preset: at-least-once
                topics: {payments: {}}
                stores: {billing-db: {kind: database, tables: {payments: {on-write: upsert}}}}
                processes:
                  shop:
                    reads: {workload: {%s}}
                    steps: [{publish: {topic: payments}}]
                  billing:
                    reads: {topic: payments, group: billing}
                    steps: [{write: {store: billing-db, table: payments}}]
                """.formatted(workload));
    }
}
