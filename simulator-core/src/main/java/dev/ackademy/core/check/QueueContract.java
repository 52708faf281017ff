package dev.ackademy.core.check;

import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Queue;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.List;

/// What the settings of queues give up, each as the setting that says so; empty where they give up nothing, and for
/// every other kind of broker.
final class QueueContract {

    private final Scenario scenario;

    QueueContract(Scenario scenario) {
        this.scenario = scenario;
    }

    private boolean queues() {
        return scenario.broker().kind().equals("queue");
    }

    /// Whether a message may go without its consumer and without a place that keeps it.
    String loses(List<Deployment> producers, List<Deployment> consumers) {
        for (var each : scenario.topics().entrySet()) {
            Queue queue = each.getValue().queue();
            if (queue == null) {
                continue;
            }
            String topic = "topics." + each.getKey() + ".";
            if (queue.declaredByConsumer()
                    && producers.stream()
                            .anyMatch(producer -> !producer.producer().mandatory())) {
                return topic + "declared is consumer: what is published before it is confirmed and gone";
            }
            if ("bullmq".equals(scenario.broker().style())) {
                return topic + "max-stalled is " + queue.maxStalled()
                        + ": a job whose worker was lost more often has failed";
            }
            String limit = limit(queue);
            if (!limit.isEmpty() && (queue.deadLetter() == null || !queue.deadLetterConfirmed())) {
                return topic + limit + " lets messages go"
                        + (queue.deadLetter() == null ? "" : ", and a dead letter is sent without a confirm");
            }
        }
        return queues() && consumers.stream().anyMatch(Contract::autoCommit)
                ? "auto-commit: a message counts as acknowledged when it is sent"
                : "";
    }

    private static String limit(Queue queue) {
        if (queue.ttlMicros() >= 0) {
            return "message-ttl";
        }
        if (queue.maxLength() >= 0 && !queue.rejectPublish()) {
            return "max-length";
        }
        return queue.deliveryLimit() >= 0 ? "delivery-limit" : "";
    }

    /// Whether two messages of one key may be in different hands, or one may come back behind another.
    String disorders(List<Deployment> consumers) {
        for (Deployment each : consumers) {
            if (queues() && each.reads() instanceof Reads.FromTopic topic) {
                if (each.instances() > 1 && !oneAtATime(topic)) {
                    return "several consumers compete for the messages of one queue";
                }
                if (each.onFailure() != null && each.onFailure().then() == OnFailure.Then.REDELIVER) {
                    return "a message that is given back comes after those that were sent meanwhile";
                }
            }
        }
        return "";
    }

    private boolean oneAtATime(Reads.FromTopic topic) {
        return topic.topics().stream().allMatch(name -> {
            Queue queue = scenario.topics().get(name).queue();
            return queue != null && queue.singleActive();
        });
    }

    /// Whether what is given up is set aside rather than done.
    boolean setsAside() {
        return scenario.topics().values().stream()
                .anyMatch(topic -> topic.queue() != null
                        && topic.queue().deadLetter() != null
                        && !limit(topic.queue()).isEmpty());
    }
}
