package dev.ackademy.core.wiring;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.WorkItem;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Item;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Divides a workload among the instances that are there from the start. An item that names its instance goes there;
/// the others by the share rule: all of a key to one instance, one after the other to each, or everything to everyone.
final class Workloads {

    private Workloads() {}

    static List<WorkItem> of(Deployment deployment, Reads.Workload workload, int instance) {
        List<WorkItem> mine = new ArrayList<>();
        TreeMap<String, Integer> keys = new TreeMap<>();
        int index = 0;
        for (Item item : workload.items()) {
            int ofKey = keys.computeIfAbsent(item.key(), key -> keys.size());
            if (instance <= deployment.instances()
                    && belongs(item, workload.share(), index, ofKey, deployment.instances(), instance)) {
                mine.add(new WorkItem(
                        index,
                        item.atMicros(),
                        new Operation(item.key(), item.version(), item.kind()),
                        new Payload(item.form(), item.fields(), item.atMicros()),
                        item.label()));
            }
            index++;
        }
        return mine;
    }

    private static boolean belongs(Item item, String share, int index, int ofKey, int instances, int instance) {
        if (item.instance() > 0) {
            return item.instance() == instance;
        }
        return switch (share) {
            case "round-robin" -> index % instances == instance - 1;
            case "all" -> true;
            default -> ofKey % instances == instance - 1;
        };
    }
}
