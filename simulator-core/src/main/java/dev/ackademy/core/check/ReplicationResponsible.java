package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

/// The responsible setting where a replica lacks what was acknowledged.
record ReplicationResponsible(Found found, Story story, Involved involved) {

    Responsible replication() {
        Responsible queue = QueueLoss.of(story, found.operation());
        if (queue != null) {
            return queue;
        }
        if (story.scenario.broker().uncleanElection()) {
            return because(
                    "broker.unclean-leader-election lets a replica lead that lacks acknowledged records.",
                    "Rather no leader than one that has lost records.",
                    "broker.unclean-leader-election",
                    "false");
        }
        String name = involved.producer();
        if (name != null && involved.process(name).producer().acks() != -1) {
            int acks = involved.process(name).producer().acks();
            return because(
                    acks == 0
                            ? "processes.%s.producer.acks is 0: nobody waits until another replica has the record."
                                    .formatted(name)
                            : "processes.%s.producer.acks is 1: the leader answers before another replica has the record."
                                    .formatted(name),
                    "Wait for all in-sync replicas.",
                    "processes.%s.producer.acks".formatted(name),
                    "all");
        }
        String topic = involved.topic();
        if (topic != null
                && story.scenario.topics().get(topic).minInsync() < 2
                && story.scenario.topics().get(topic).replicas() > 1) {
            return because(
                    "topics.%s.min-insync is 1: \"all\" in-sync replicas may be the leader alone.".formatted(topic),
                    "Refuse writes that only one replica would have.",
                    "topics.%s.min-insync".formatted(topic),
                    "2");
        }
        if (truncatesByWatermark()) {
            return truncation();
        }
        return because(
                "broker.fsync is %s: an answer does not mean that the record is on disk."
                        .formatted(story.scenario.broker().fsync()),
                "Flush before the answer.",
                "broker.fsync",
                "always");
    }

    /// Where replicas keep different records: acks alone does not bring them apart.
    Responsible divergence() {
        return truncatesByWatermark() && !story.scenario.broker().uncleanElection() ? truncation() : replication();
    }

    private boolean truncatesByWatermark() {
        return story.scenario.broker().truncation().equals("hw");
    }

    private static Responsible truncation() {
        return because(
                "broker.truncation is hw: a returning replica cuts back to its own high watermark, which lags.",
                "Truncate by leader epoch (KIP-101).",
                "broker.truncation",
                "epoch");
    }
}
