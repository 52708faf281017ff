package dev.ackademy.core.check;

import dev.ackademy.core.model.Operation;
import java.util.List;

/// One place where operations are to take effect: a table or a service that a deployment's steps touch. `table` is null
/// for a service, `group` null where the deployment reads the workload itself.
///
/// @param owed the operations that must have an effect here, in the order of the source
record Sink(String deployment, String store, String table, String group, List<Operation> owed) {

    boolean service() {
        return table == null;
    }

    /// `billing-db.orders`, or `psp`.
    String place() {
        return table == null ? store : store + "." + table;
    }
}
