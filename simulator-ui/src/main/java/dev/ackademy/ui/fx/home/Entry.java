package dev.ackademy.ui.fx.home;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.lessons.Incident;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.KnownVerdict;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of the scenario library: a kept run, an added lesson, a recorded incident, or a shipped scenario.
///
/// @param id       unlike that of any other: `run-12`, `incident-9`, `scenario-3`
/// @param text     what it is about or what came of it, and how the run differs from its file
/// @param when     `14:05` of a run of today, `2026-03-02` of one before; the number of a scenario
/// @param broken   whether a promise was broken: an anomaly that is allowed is not drawn as a fault
/// @param run      null of anything but a run
/// @param incident null of anything else
record Entry(
        String id,
        Kind kind,
        String title,
        String text,
        String when,
        List<AnomalyWords> symptoms,
        boolean broken,
        Recipe recipe,
        KnownRun run,
        Incident incident) {

    enum Kind {
        PINNED("Pinned", "Replay"),
        RUN("Recent runs", "Run again"),
        ADDED("Added", "Take it"),
        INCIDENT("Incidents", "Predict first"),
        SCENARIO("Scenarios", "Open");

        private final String head;
        private final String verb;

        Kind(String head, String verb) {
            this.head = head;
            this.verb = verb;
        }

        String head() {
            return head;
        }

        String verb() {
            return verb;
        }
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    static Entry of(Card card) {
        return new Entry(
                "scenario-" + card.number(),
                Kind.SCENARIO,
                card.title(),
                card.about(),
                Integer.toString(card.number()),
                card.symptoms(),
                false,
                card.recipe(),
                null,
                null);
    }

    static Entry of(KnownRun run, Clock clock) {
        return new Entry(
                "run-" + run.id(),
                run.pinned() && run.recording() != null ? Kind.PINNED : Kind.RUN,
                run.title(),
                said(run) + note(run),
                when(run, clock),
                symptoms(run.verdict()),
                isBroken(run.verdict()),
                recipe(run),
                run,
                null);
    }

    static Entry of(Incident incident) {
        Script script = incident.stage().script();
        return new Entry(
                "incident-" + incident.number(),
                Kind.INCIDENT,
                script.title(),
                script.symptom() + ".",
                script.minutes() + " min",
                script.goal().absent().stream().map(AnomalyWords::of).distinct().toList(),
                false,
                new Recipe(incident.stage().name(), incident.stage().scenario()),
                null,
                incident);
    }

    /// @param stage of a lesson that somebody has added: `my-lessons/01-first`
    static Entry of(Stage stage) {
        Script script = stage.script();
        return new Entry(
                "added-" + stage.name().replace('/', '-'),
                Kind.ADDED,
                script.title(),
                script.stake(),
                script.minutes() + " min",
                script.goal().absent().stream().map(AnomalyWords::of).distinct().toList(),
                false,
                new Recipe(stage.name(), stage.scenario()),
                null,
                null);
    }

    /// What stands above it and those like it: of an added lesson, its pack.
    String head() {
        String name = recipe.name();
        return kind == Kind.ADDED ? kind.head() + ": " + name.substring(0, name.indexOf('/')) : kind.head();
    }

    /// What decided a run, to be run again.
    static Recipe recipe(KnownRun run) {
        List<String> sets = run.recipe().sets();
        return new Recipe(
                run.recipe().source(),
                run.recipe().text(),
                run.recipe().variant(),
                sets.isEmpty() ? List.of() : List.of(Edit.setting("As it was run", sets)));
    }

    /// `Duplicated (2), stale overwrite.` and what the first finding says.
    static String said(KnownRun run) {
        KnownVerdict verdict = run.verdict();
        if (verdict.counts().isEmpty()) {
            return "Nothing went wrong.";
        }
        List<String> names = new ArrayList<>();
        for (AnomalyWords symptom : symptoms(verdict)) {
            int count = count(verdict, symptom);
            names.add(symptom.title() + (count > 1 ? " (" + count + ")" : ""));
        }
        if (names.isEmpty()) {
            // Words of another version, which this one can only repeat.
            names.addAll(verdict.counts().keySet());
        }
        String head = names.removeFirst();
        names.replaceAll(name -> name.toLowerCase(Locale.ROOT));
        names.addFirst(head);
        return String.join(", ", names) + "." + explained(verdict);
    }

    private static String explained(KnownVerdict verdict) {
        String first = verdict.findings().isEmpty() ? "" : verdict.findings().getFirst();
        int colon = first.indexOf(": ");
        return colon < 0 ? "" : " " + first.substring(colon + 2);
    }

    private static int count(KnownVerdict verdict, AnomalyWords symptom) {
        return verdict.counts().entrySet().stream()
                .filter(each -> anomaly(each.getKey()).map(AnomalyWords::of).orElse(null) == symptom)
                .mapToInt(java.util.Map.Entry::getValue)
                .sum();
    }

    /// Those of broken promises first.
    private static List<AnomalyWords> symptoms(KnownVerdict verdict) {
        return verdict.counts().keySet().stream()
                .map(Entry::anomaly)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((Anomaly each) ->
                                !isBroken(verdict, each.guarantee().word()))
                        .thenComparing(Anomaly::guarantee))
                .map(AnomalyWords::of)
                .distinct()
                .toList();
    }

    /// Empty for a word of another version.
    private static Optional<Anomaly> anomaly(String word) {
        return Arrays.stream(Anomaly.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
    }

    private static boolean isBroken(KnownVerdict verdict) {
        return verdict.judgements().stream().anyMatch(each -> isBroken(verdict, each.guarantee()));
    }

    private static boolean isBroken(KnownVerdict verdict, String guarantee) {
        return verdict.judgements().stream()
                .anyMatch(each -> each.guarantee().equals(guarantee)
                        && each.promised()
                        && each.verdict().equals("violated"));
    }

    private static String when(KnownRun run, Clock clock) {
        LocalDateTime at = LocalDateTime.ofInstant(run.at(), clock.getZone());
        boolean today = at.toLocalDate().equals(LocalDateTime.now(clock).toLocalDate());
        return (today ? TIME : DATE).format(at);
    }

    private static String note(KnownRun run) {
        String variant = run.recipe().variant();
        return (variant.isEmpty() ? "" : " Variant " + variant + ".")
                + (run.recipe().sets().isEmpty() ? "" : " Changed by hand.");
    }

    /// Every word is found in what is shown, or in what a person would call it.
    boolean matches(String words) {
        StringBuilder all = new StringBuilder(title + " " + text);
        symptoms.forEach(each -> all.append(' ')
                .append(each.title())
                .append(' ')
                .append(each.question())
                .append(' ')
                .append(each.flag()));
        if (incident != null) {
            all.append(' ').append(incident.text());
        }
        if (run != null) {
            run.verdict().findings().forEach(line -> all.append(' ').append(line));
        }
        String text = all.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(text::contains);
    }

    /// All that is seen of it, for a screen reader.
    String spoken() {
        String what = switch (kind) {
            case PINNED -> "Pinned run";
            case RUN -> "Run";
            case ADDED -> "Added lesson, " + when;
            case INCIDENT -> "Incident, " + when;
            case SCENARIO -> "Scenario " + when;
        };
        String shows = run == null && !symptoms.isEmpty()
                ? " Shows: " + symptoms.getFirst().title() + "."
                : "";
        return what + ": " + title + "." + shows + " " + text + (run == null ? "" : " " + when + ".");
    }
}
