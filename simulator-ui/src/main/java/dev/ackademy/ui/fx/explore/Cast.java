package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.ArrayList;
import java.util.List;

/// Who takes part in a scenario, in a few words.
final class Cast {

    private Cast() {}

    /// `2 producers, 3 brokers, 1 consumer, 6 messages`
    static String words(Scenario scenario) {
        int producers = 0;
        int consumers = 0;
        for (Scenario.Deployment each : scenario.processes().values()) {
            if (each.reads() instanceof Reads.Workload) {
                producers += each.instances();
            } else {
                consumers += each.instances();
            }
        }
        List<String> words = new ArrayList<>();
        add(words, producers, "producer");
        add(words, consumers, "consumer");
        add(words, scenario.stores().size(), "store");
        add(words, scenario.messages(), "message");
        return String.join(", ", words);
    }

    private static void add(List<String> words, int count, String thing) {
        if (count > 0) {
            words.add(many(count, thing));
        }
    }

    static String many(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
