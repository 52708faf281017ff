package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.client.Membership.Phase;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;

/// What a consumer does inside a poll when partitions come and go, by either group protocol. For one turn only.
record Handover(Consumer consumer, Turn turn) {

    /// The membership was lost, and everything with it: the application learns it.
    void lose() {
        String why = consumer.membership.lost;
        consumer.membership.lost = null;
        List<TopicPartition> lost = List.copyOf(consumer.assigned.keySet());
        if (why != null && !lost.isEmpty()) {
            consumer.unassign(lost);
            turn.tell(new BrokerOutcome.LostAssignment(consumer.subscription, lost, why));
        }
    }

    /// Commits what auto-commit owes before anything is given up. True when nothing of this is left to do.
    boolean committed() {
        Membership membership = consumer.membership;
        if (consumer.settings(turn).autoCommit() && membership.phase == Phase.STABLE && !membership.committing) {
            membership.committing = true;
            consumer.assigned.values().forEach(position -> position.leaving = true);
            consumer.commits.auto(false, consumer, turn);
            consumer.commits.pump(consumer, turn);
        }
        if (consumer.commits.autoUnderWay()) {
            return false;
        }
        membership.committing = false;
        consumer.assigned.values().forEach(position -> position.leaving = false);
        return true;
    }

    void revoke(List<TopicPartition> partitions) {
        Membership membership = consumer.membership;
        membership.token = ++membership.tokens;
        partitions.forEach(partition -> consumer.assigned.get(partition).leaving = true);
        consumer.startPollInterval(turn);
        turn.tell(new BrokerOutcome.Revoking(consumer.subscription, partitions, membership.token));
    }

    /// The application's answer: the partitions may go. False for the answer to an earlier question.
    boolean released(int token) {
        Membership membership = consumer.membership;
        if (token != membership.token) {
            return false;
        }
        membership.token = 0;
        consumer.stopPollInterval(turn);
        List<TopicPartition> gone = new ArrayList<>();
        consumer.assigned.forEach((partition, position) -> {
            if (position.leaving) {
                gone.add(partition);
            }
        });
        consumer.unassign(gone);
        return true;
    }

    /// What is in the assignment and not yet assigned is begun, and the application learns all of it.
    void assign(List<TopicPartition> assignment) {
        List<TopicPartition> added = new ArrayList<>(assignment);
        added.removeAll(consumer.assigned.keySet());
        consumer.assign(added);
        consumer.commits.autoAt = turn.now() + consumer.settings(turn).autoCommitMicros();
        turn.tell(new BrokerOutcome.Assigned(
                consumer.subscription,
                List.copyOf(consumer.assigned.keySet()),
                List.copyOf(added),
                consumer.membership.generation));
    }
}
