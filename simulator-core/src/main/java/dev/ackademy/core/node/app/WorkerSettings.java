package dev.ackademy.core.node.app;

import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.WorkItem;
import java.util.List;

/// One process instance, resolved: nothing is left to default.
///
/// @param process       the deployment's name, `billing`
/// @param lanes         how many items are worked on at once (`workers`)
/// @param resend        the application's own second send of a failed publish
/// @param singleActive  name of the database store whose lock makes one instance the active one, null for none
/// @param lockEntity    name of the database store whose lock on the entity's key is held while an item is worked on,
/// null for none
/// @param extendEveryMicros ask the broker for more time this often while an item is worked on, 0 for never
public record WorkerSettings(
        String process,
        int instance,
        Source source,
        List<Step> steps,
        int lanes,
        Resend resend,
        OnFailure onFailure,
        String singleActive,
        String lockEntity,
        long extendEveryMicros) {

    public record Resend(int attempts, long backoffMicros) {}

    public sealed interface Source {

        /// The items of this instance, in order of time. `resumes`: after a restart it goes on with the
        /// first item that it had not finished; otherwise an item that was under way is never taken again.
        record Workload(List<WorkItem> items, boolean resumes) implements Source {}

        /// @param maxPoll       the most items of one pull
        /// @param autoAcknowledge the client library acknowledges by itself (auto-commit, AckNone); the
        /// steps hold no acknowledge
        record Topic(List<String> topics, String group, int maxPoll, boolean autoAcknowledge) implements Source {}
    }
}
