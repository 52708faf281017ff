package dev.ackademy.core.explore;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cuts a witness down to what it needs: fewer faults, fewer messages, fewer nodes, as long as the same anomaly is
/// still found. What is left is 1-minimal: without any one of its faults, messages or nodes it is not found. Where that
/// takes more than the bound, it is the smallest that was met within it.
public final class Shrinking {

    /// How much may be tried.
    public record Bound(int runs, long events) {

        /// Some seconds.
        public static final Bound USUAL = new Bound(1_000, 2_000_000);
    }

    private static final String NAME = "witness.yaml";

    /// What is tried for `run.settle`, µs.
    private static final long[] SETTLES = {1_000_000, 3_000_000, 10_000_000};

    /// Shorter pauses between messages are left as they are, µs.
    private static final long LEAST_PAUSE = 10_000;

    private final SavedWitness saved;
    private List<String> faults;
    private String text;
    private int runsLeft;
    private long eventsLeft;

    private Shrinking(SavedWitness saved, Bound bound) {
        this.saved = saved;
        this.runsLeft = bound.runs();
        this.eventsLeft = bound.events();
        this.faults = saved.faults();
        this.text = saved.text();
    }

    public static SavedWitness of(SavedWitness witness) {
        return of(witness, Bound.USUAL);
    }

    public static SavedWitness of(SavedWitness witness, Bound bound) {
        Shrinking shrinking = new Shrinking(witness, bound);
        if (!shrinking.shows(witness.text(), witness.faults())) {
            return witness;
        }
        shrinking.shrink();
        return witness.with(shrinking.faults, shrinking.text, !shrinking.spent());
    }

    private void shrink() {
        boolean smaller = true;
        while (smaller && !spent()) {
            smaller =
                    fewerFaults() | fewerMessages() | fewerInstances() | fewerBlocks() | fewerBrokers() | shorterRun();
        }
    }

    private boolean spent() {
        return runsLeft <= 0 || eventsLeft <= 0;
    }

    private boolean shows(String candidate, List<String> with) {
        return lasts(candidate, with) >= 0;
    }

    /// How long the run is that shows the anomaly, µs; -1 for none, and when the bound is reached.
    private long lasts(String candidate, List<String> with) {
        if (spent()) {
            return -1;
        }
        SavedWitness.Trial trial = SavedWitness.trial(candidate, with, saved.anomaly());
        runsLeft--;
        eventsLeft -= trial.events();
        return trial.lasts();
    }

    private boolean fewerFaults() {
        boolean smaller = false;
        for (int i = faults.size() - 1; i >= 0; i--) {
            List<String> fewer = new ArrayList<>(faults);
            fewer.remove(i);
            if (shows(text, fewer)) {
                faults = fewer;
                smaller = true;
            }
        }
        return smaller;
    }

    /// Half of them at a time first, then fewer and fewer.
    private boolean fewerMessages() {
        boolean smaller = false;
        for (Map.Entry<String, Scenario.Deployment> each :
                scenario().processes().entrySet()) {
            if (each.getValue().reads() instanceof Reads.Workload workload) {
                List<Scenario.Item> items = new ArrayList<>(workload.items());
                for (int many = items.size() / 2; many >= 1; many /= 2) {
                    for (int i = items.size() - many; i >= 0 && items.size() > many; i -= many) {
                        List<Scenario.Item> fewer = new ArrayList<>(items);
                        fewer.subList(i, i + many).clear();
                        if (takes("processes." + each.getKey() + ".reads.workload=" + workload(workload, fewer))) {
                            items = fewer;
                            smaller = true;
                        }
                    }
                }
            }
        }
        return smaller;
    }

    private static String workload(Reads.Workload workload, List<Scenario.Item> items) {
        List<String> texts = new ArrayList<>();
        for (Scenario.Item item : items) {
            StringBuilder fields = new StringBuilder();
            item.fields()
                    .forEach((name, value) -> fields.append(fields.isEmpty() ? "" : ", ")
                            .append(name)
                            .append(": ")
                            .append(quoted(value)));
            texts.add("{key: " + quoted(item.key()) + ", operation: " + word(item.kind()) + ", at: " + item.atMicros()
                    + "us, payload: " + word(item.form())
                    + (fields.isEmpty() ? "" : ", fields: {" + fields + "}")
                    + (item.label() == null || item.label().isEmpty() ? "" : ", label: " + quoted(item.label()))
                    + ", instance: " + item.instance() + "}");
        }
        return "{items: [" + String.join(", ", texts) + "], share: " + workload.share() + ", on-restart: "
                + workload.onRestart() + "}";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private boolean fewerInstances() {
        boolean smaller = false;
        for (Map.Entry<String, Scenario.Deployment> each :
                scenario().processes().entrySet()) {
            for (int count = each.getValue().instances() - 1; count >= 1; count--) {
                if (!takes("processes." + each.getKey() + ".instances=" + count)) {
                    break;
                }
                smaller = true;
            }
            for (int count = each.getValue().workers() - 1; count >= 1; count--) {
                if (!takes("processes." + each.getKey() + ".workers=" + count)) {
                    break;
                }
                smaller = true;
            }
        }
        return smaller;
    }

    /// Processes, stores and topics that nobody misses.
    private boolean fewerBlocks() {
        boolean smaller = false;
        Scenario scenario = scenario();
        for (String name : scenario.processes().keySet()) {
            smaller |= scenario().processes().size() > 1 && takesText(without(text, "processes", name));
        }
        for (String name : scenario.stores().keySet()) {
            smaller |= takesText(without(text, "stores", name));
        }
        for (String name : scenario.topics().keySet()) {
            smaller |= takesText(without(text, "topics", name));
        }
        return smaller;
    }

    /// The text without one block of those below a top-level word.
    private static String without(String text, String word, String name) {
        StringBuilder out = new StringBuilder();
        boolean in = false;
        boolean skips = false;
        for (String line : text.split("\n")) {
            boolean top = !line.startsWith(" ");
            if (top) {
                in = line.equals(word + ":");
                skips = false;
            } else if (in && !line.startsWith("   ")) {
                skips = line.equals("  " + name + ":") || line.startsWith("  " + name + ": ");
            }
            if (!skips) {
                out.append(line).append('\n');
            }
        }
        return out.toString();
    }

    private boolean fewerBrokers() {
        boolean smaller = false;
        Scenario scenario = scenario();
        for (int count = scenario.broker().nodes() - 1; count >= 1; count--) {
            List<String> sets = new ArrayList<>();
            sets.add("broker.nodes=" + count);
            int most = count;
            scenario.topics().forEach((name, topic) -> {
                if (topic.replicas() > most) {
                    sets.add("topics." + name + ".replicas=" + most);
                }
                if (topic.minInsync() > most) {
                    sets.add("topics." + name + ".min-insync=" + most);
                }
            });
            if (!takes(sets.toArray(String[]::new))) {
                break;
            }
            smaller = true;
        }
        return smaller;
    }

    /// Processes start at once, messages follow each other sooner, and what is healed need not take so
    /// long, as far as the run is shorter for it.
    private boolean shorterRun() {
        boolean shorter = false;
        for (Map.Entry<String, Scenario.Deployment> each :
                scenario().processes().entrySet()) {
            String at = "processes." + each.getKey();
            if (each.getValue().startsMicros() > 0) {
                shorter |= shortens(at + ".starts=0");
            }
            if (each.getValue().reads() instanceof Reads.Workload workload) {
                List<Scenario.Item> items = new ArrayList<>(workload.items());
                for (int i = 1; i < items.size(); i++) {
                    List<Scenario.Item> sooner = sooner(items, i);
                    if (sooner != null && shortens(at + ".reads.workload=" + workload(workload, sooner))) {
                        items = sooner;
                        shorter = true;
                    }
                }
            }
        }
        for (long settle : SETTLES) {
            if (settle < scenario().run().settleMicros() && shortens("run.settle=" + settle + "us")) {
                return true;
            }
        }
        return shorter;
    }

    /// Without half of the pause before the item; null where there is next to none.
    private static List<Scenario.Item> sooner(List<Scenario.Item> items, int number) {
        long less = (items.get(number).atMicros() - items.get(number - 1).atMicros()) / 2;
        if (less < LEAST_PAUSE) {
            return null;
        }
        List<Scenario.Item> sooner = new ArrayList<>(items);
        for (int i = number; i < items.size(); i++) {
            Scenario.Item item = items.get(i);
            sooner.set(
                    i,
                    new Scenario.Item(
                            item.key(),
                            item.version(),
                            item.kind(),
                            item.atMicros() - less,
                            item.form(),
                            item.fields(),
                            item.label(),
                            item.instance()));
        }
        return sooner;
    }

    private boolean shortens(String set) {
        long now = lasts(text, faults);
        String before = text;
        if (takes(set)) {
            if (lasts(text, faults) < now) {
                return true;
            }
            text = before;
        }
        return false;
    }

    private Scenario scenario() {
        return ScenarioFile.parse(text, NAME).scenario();
    }

    private boolean takes(String... sets) {
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("expect={}");
        try {
            return takesText(ScenarioFile.write(ScenarioFile.parse(text, NAME, "", all)));
        } catch (ScenarioRefused _) {
            return false;
        }
    }

    private boolean takesText(String smaller) {
        if (smaller.equals(text) || !shows(smaller, faults)) {
            return false;
        }
        text = smaller;
        return true;
    }
}
