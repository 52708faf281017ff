package dev.ackademy.ui.fx.home;

import dev.ackademy.lessons.Chapter;
import dev.ackademy.lessons.Incident;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.workbench.KnownRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the first page shows: where to go on, the scenarios by chapter and how far the person is in them, and the
/// library of kept runs and scenarios, filtered by words and symptom.
public final class HomeViewModel {

    /// A chapter with its cards.
    record Row(String title, String subtitle, List<Card> cards) {}

    /// The card at the head of the page.
    ///
    /// @param label  `Continue · Chapter 3, Order`
    /// @param action what its button says
    /// @param number of the scenario, 0 for none of ours
    record Start(String label, String title, String text, String action, int number, Runnable go) {}

    private static final int MOST_RUNS = 20;

    private final Desk desk;
    private final Clock clock;
    private final List<Row> rows;
    private final List<Entry> incidents;
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<AnomalyWords> symptom = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<Entry>> found = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Start> start = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<Integer, Card.State>> states = new ReadOnlyObjectWrapper<>(Map.of());
    private List<Entry> all = List.of();

    public HomeViewModel(List<Chapter> chapters, List<Incident> incidents, Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
        // On all processors: to read some forty scenarios is what a start waits for longest.
        Map<Lesson, Card> cards = chapters.parallelStream()
                .flatMap(chapter -> chapter.lessons().stream())
                .collect(Collectors.toConcurrentMap(lesson -> lesson, Card::of));
        rows = chapters.stream()
                .map(chapter -> new Row(
                        chapter.title(),
                        chapter.subtitle(),
                        chapter.lessons().stream().map(cards::get).toList()))
                .toList();
        this.incidents = incidents.stream().map(Entry::of).toList();
        words.addListener(_ -> filter());
        symptom.addListener(_ -> filter());
        refresh();
    }

    /// Reads the library and the open run again.
    public void refresh() {
        List<KnownRun> runs = desk.runs();
        TreeMap<Integer, Card.State> now = new TreeMap<>();
        cards().forEach(card -> now.put(card.number(), card.state(runs, desk.mended(), desk.begun())));
        states.set(now);
        start.set(desk.open()
                .map(this::resume)
                .or(() -> desk.halfTaken().map(this::goOn))
                .or(this::next)
                .orElseGet(() -> runs.isEmpty() ? null : again(runs.getFirst())));
        List<Entry> entries = new ArrayList<>();
        List<Entry> kept = runs.stream().map(run -> Entry.of(run, clock)).toList();
        kept.stream().filter(each -> each.kind() == Entry.Kind.PINNED).forEach(entries::add);
        kept.stream()
                .filter(each -> each.kind() == Entry.Kind.RUN)
                .limit(MOST_RUNS)
                .forEach(entries::add);
        desk.added().stream().map(Entry::of).forEach(entries::add);
        entries.addAll(incidents);
        cards().forEach(card -> entries.add(Entry.of(card)));
        all = entries;
        filter();
    }

    private void filter() {
        found.set(all.stream()
                .filter(each -> symptom.get() == null || each.symptoms().contains(symptom.get()))
                .filter(each -> words.get().isBlank() || each.matches(words.get()))
                .toList());
    }

    List<Row> rows() {
        return rows;
    }

    private List<Card> cards() {
        return rows.stream().flatMap(row -> row.cards().stream()).toList();
    }

    /// What is looked for; blank for everything.
    StringProperty wordsProperty() {
        return words;
    }

    /// What alone is looked for; null for everything.
    ObjectProperty<AnomalyWords> symptomProperty() {
        return symptom;
    }

    /// Pinned runs, other runs, added lessons, incidents, scenarios.
    ReadOnlyObjectProperty<List<Entry>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// How many there are without a filter.
    int total() {
        return all.size();
    }

    /// What can be filtered by: what occurs in the library.
    List<AnomalyWords> symptoms() {
        EnumSet<AnomalyWords> occur = EnumSet.noneOf(AnomalyWords.class);
        all.forEach(each -> occur.addAll(each.symptoms()));
        return List.copyOf(occur);
    }

    void clearFilter() {
        words.set("");
        symptom.set(null);
    }

    boolean hasRuns() {
        return all.stream().anyMatch(each -> each.run() != null);
    }

    boolean keepsRuns() {
        return desk.keepsRuns();
    }

    /// Null where there is neither a run nor a scenario.
    ReadOnlyObjectProperty<Start> startProperty() {
        return start.getReadOnlyProperty();
    }

    /// By the number of the scenario.
    ReadOnlyObjectProperty<Map<Integer, Card.State>> statesProperty() {
        return states.getReadOnlyProperty();
    }

    /// How many lessons there are.
    long lessons() {
        return cards().stream().filter(Card::lesson).count();
    }

    long lessonsDone() {
        return cards().stream()
                .filter(Card::lesson)
                .filter(card -> states.get().get(card.number()) == Card.State.DONE)
                .count();
    }

    long done() {
        return states.get().values().stream()
                .filter(each -> each == Card.State.DONE)
                .count();
    }

    long done(Row row) {
        return row.cards().stream()
                .filter(card -> states.get().get(card.number()) == Card.State.DONE)
                .count();
    }

    /// Opens what an entry stands for: the recording of a pinned run, the recipe of another, an added
    /// lesson,
    /// the questions of an incident, a scenario.
    void open(Entry entry) {
        if (entry.kind() == Entry.Kind.PINNED) {
            desk.openFile(entry.run().recording());
        } else if (entry.kind() == Entry.Kind.ADDED) {
            desk.take(entry.recipe().name());
        } else if (entry.incident() != null) {
            desk.takeIncident(entry.incident().stage().name());
        } else {
            desk.open(entry.recipe());
        }
    }

    /// Shows what happened in an incident, without a question.
    void replay(Entry entry) {
        desk.replayIncident(entry.incident().stage().name());
    }

    /// Takes the lesson of a card, or opens its scenario.
    void open(Card card) {
        if (card.lesson()) {
            desk.take(card.recipe().name());
        } else {
            desk.open(card.recipe());
        }
    }

    void chooseFile() {
        desk.chooseFile();
    }

    void pin(Entry entry, boolean pinned) {
        desk.pin(entry.run(), pinned, this::refresh);
    }

    /// The first lesson that is not done; empty where all are.
    private Optional<Start> next() {
        List<Card> lessons =
                cards().stream().filter(Card::readable).filter(Card::lesson).toList();
        boolean begun = lessons.stream().anyMatch(card -> states.get().get(card.number()) == Card.State.DONE);
        return lessons.stream()
                .filter(card -> states.get().get(card.number()) != Card.State.DONE)
                .findFirst()
                .map(card -> new Start(
                        (begun ? "Continue · " : "Start · ") + place(card.number()),
                        card.name(),
                        card.says(),
                        "Start lesson " + card.number(),
                        card.number(),
                        () -> desk.take(card.recipe().name())));
    }

    private Start goOn(Desk.HalfTaken left) {
        int number = cards().stream()
                .filter(card -> card.lesson() && card.recipe().name().equals(left.name()))
                .findFirst()
                .map(Card::number)
                .orElse(0);
        String place = left.incident() ? "An incident" : number > 0 ? place(number) : "An added lesson";
        return new Start(
                "Go on where you stopped · " + place,
                left.title(),
                left.due(),
                number > 0 ? "Go on with lesson " + number : "Go on",
                number,
                () -> {
                    if (left.incident()) {
                        desk.takeIncident(left.name());
                    } else {
                        desk.take(left.name());
                    }
                });
    }

    private Start again(KnownRun run) {
        int number = number(run.recipe().source(), run.recipe().text());
        return new Start(
                "Continue · " + place(number),
                run.title(),
                Entry.said(run),
                "Run again",
                number,
                () -> desk.open(Entry.recipe(run)));
    }

    private Start resume(Desk.Open open) {
        int number = number(open.recipe().name(), open.recipe().text());
        String text = open.due().isEmpty()
                ? cards().stream()
                        .filter(card -> card.number() == number)
                        .findFirst()
                        .map(Card::about)
                        .orElse("It stands where you left it.")
                : open.due();
        String at = open.micros() > 0 ? "Resume at " + seconds(open.micros()) + " s" : "Resume";
        return new Start("Continue · " + place(number), open.title(), text, at, number, desk::resume);
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / 1e6);
    }

    /// 0 where it is none of ours.
    private int number(String name, String text) {
        return cards().stream()
                .filter(card -> card.isOf(name, text))
                .findFirst()
                .map(Card::number)
                .orElse(0);
    }

    private String place(int number) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).cards().stream().anyMatch(card -> card.number() == number)) {
                return "Chapter " + (i + 1) + ", " + rows.get(i).title();
            }
        }
        return "A file of your own";
    }
}
