package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Judged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The run as a picture: one column a node, time downward, a message as an arrow in the colour of its entity, and a
/// flag where something was found. At most [#MOST_LINES] lines: what tells the findings comes first, and how much was
/// left out is said.
final class SpaceTime {

    static final int MOST_LINES = 40;

    private static final int LEFT = 10;
    private static final int WIDEST_PITCH = 16;
    private static final int NARROWEST_PITCH = 11;
    private static final int MARKS = 12;
    private static final int NOTES = 22;
    private static final int WANTED_NOTES = 28;
    /// What is as light as this may be left out before anything else: commits, deliveries.
    private static final int ROUTINE = 5;
    /// What is as light as this is not drawn, even where there is room.
    private static final int TIRESOME = 1;
    private static final int REPETITIONS = 3;
    /// So many others must be left out in a row to deserve a line of their own.
    private static final int GAP = 4;
    /// How many findings the picture is chosen for.
    private static final int STORIES = 4;

    private final Trace trace;
    private final Moments moments;
    private final int width;
    private final List<String> keys = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final TreeMap<Integer, Event> states = new TreeMap<>();
    private final Columns columns;
    private final List<Integer> chosen;
    private final int pitch;
    private int told;
    private int routine;
    private String lastTime = "";

    private SpaceTime(Judged run, List<Numbered> findings, int width) {
        this.trace = run.trace();
        this.moments = Moments.of(trace);
        tireOfRepetition();
        this.width = width;
        weighFindings(findings);
        this.chosen = choose(moments.all(), MOST_LINES - 3);
        int room = width - LEFT - MARKS - NOTES;
        this.columns = Columns.of(trace.nodes(), run.scenario(), used(), 1 + room / NARROWEST_PITCH);
        this.pitch = columns.count() < 2 ? 0 : pitch(room);
        for (Moment moment : moments.all()) {
            if (moment.key() != null && !keys.contains(moment.key()) && keys.size() < 64) {
                keys.add(moment.key());
            }
        }
    }

    /// As wide as notes of a usual length leave room for, and not narrower than needed.
    private int pitch(int room) {
        int gaps = columns.count() - 1;
        return Math.clamp((room + NOTES - WANTED_NOTES) / gaps, Math.min(NARROWEST_PITCH, room / gaps), WIDEST_PITCH);
    }

    static List<Line> of(Judged run, List<Numbered> findings, Terminal terminal) {
        SpaceTime picture = new SpaceTime(run, findings, terminal.columns());
        if (picture.chosen.isEmpty()) {
            return List.of(Line.of("Nothing was sent, and nothing happened to any node."));
        }
        picture.draw();
        return picture.lines;
    }

    /// What looks like what was seen three times before has nothing more to tell than how often it came.
    private void tireOfRepetition() {
        TreeMap<String, List<Moment>> alike = new TreeMap<>();
        for (Moment moment : moments.all()) {
            List<Moment> first = alike.computeIfAbsent(moment.shape(), _ -> new ArrayList<>());
            if (first.size() < REPETITIONS) {
                first.add(moment);
            } else {
                first.getLast().repeated++;
                moment.weight = Math.min(moment.weight, TIRESOME);
            }
        }
        alike.values().forEach(first -> {
            if (first.getLast().repeated > 0) {
                first.getLast().note(first.getLast().repeated + " more like this");
            }
        });
    }

    private void weighFindings(List<Numbered> findings) {
        int stories = 0;
        for (Numbered each : findings) {
            Finding finding = each.finding();
            if (finding.witness().isEmpty()) {
                continue;
            }
            Moment flagged = moments.telling(finding.witness().getLast());
            if (flagged == null) {
                continue;
            }
            flagged.flags.add(new Moment.Flag(
                    "⚑" + each.number() + " " + finding.anomaly().word(), each.broken()));
            if (stories++ < STORIES) {
                weighStory(finding, flagged, 100 - 20 * stories);
            }
        }
    }

    private void weighStory(Finding finding, Moment flagged, int weight) {
        flagged.weight += weight + 20;
        for (int n : finding.witness()) {
            raise(moments.telling(n), weight);
        }
        for (Finding.Sentence sentence : finding.why()) {
            raise(moments.exactly(sentence.entry()), weight / 2);
        }
        if (finding.operation() != null) {
            for (Moment moment : moments.all()) {
                if (finding.operation().key().equals(moment.key()) && moment.entry <= flagged.entry) {
                    moment.weight += 4;
                }
            }
        }
    }

    private static void raise(Moment moment, int by) {
        if (moment != null) {
            moment.weight += by;
        }
    }

    /// Places of the weightiest moments, in order, so that they and a line for every gap fit into `most`
    /// lines.
    static List<Integer> choose(List<Moment> all, int most) {
        List<Integer> byWeight = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).weight > TIRESOME) {
                byWeight.add(i);
            }
        }
        byWeight.sort(Comparator.comparingInt(i -> -all.get(i).weight));
        for (int count = Math.min(most, byWeight.size()); count > 0; count--) {
            List<Integer> chosen = byWeight.subList(0, count).stream().sorted().toList();
            if (count + gaps(chosen, all) <= most) {
                return chosen;
            }
        }
        return List.of();
    }

    private static int gaps(List<Integer> chosen, List<Moment> all) {
        int gaps = 0;
        int next = 0;
        for (int place : chosen) {
            gaps += isNotable(all, next, place) ? 1 : 0;
            next = place + 1;
        }
        return gaps + (isNotable(all, next, all.size()) ? 1 : 0);
    }

    /// Whether so much lies between the two places that a line must say it is left out.
    private static boolean isNotable(List<Moment> all, int from, int to) {
        int notable = 0;
        for (int i = from; i < to && notable < GAP; i++) {
            notable += all.get(i).weight > ROUTINE ? 1 : 0;
        }
        return notable == GAP;
    }

    private TreeMap<Integer, Integer> used() {
        TreeMap<Integer, Integer> used = new TreeMap<>();
        for (int place : chosen) {
            Moment moment = moments.all().get(place);
            used.merge(moment.from, 1, Integer::sum);
            used.merge(moment.to, 1, Integer::sum);
        }
        used.remove(-1);
        return used;
    }

    private void draw() {
        head();
        int next = 0;
        for (int place : chosen) {
            gap(next, place);
            moment(moments.all().get(place));
            next = place + 1;
        }
        gap(next, moments.all().size());
        if (routine > 0) {
            lines.add(new Line()
                    .put(
                            LEFT,
                            Glyphs.clip(
                                    "and " + routine + (routine == 1 ? " more step" : " more steps")
                                            + " (--trace lists everything)",
                                    width - LEFT),
                            Ink.FAINT));
        }
    }

    private void head() {
        Line titles = new Line().put(1, "seconds", Ink.FAINT);
        Line roles = new Line();
        for (int i = 0; i < columns.count(); i++) {
            int room = i + 1 < columns.count() ? pitch - 1 : width - x(i);
            titles.put(x(i), Glyphs.clip(columns.column(i).title(), room), Ink.STRONG);
            roles.put(x(i), Glyphs.clip(columns.column(i).role(), room), Ink.FAINT);
        }
        lines.add(titles);
        lines.add(roles);
    }

    private int x(int column) {
        return LEFT + column * pitch;
    }

    private void gap(int from, int to) {
        int leftOut = to - from;
        if (!isNotable(moments.all(), from, to)) {
            routine += leftOut;
            return;
        }
        Line line = new Line();
        for (int i = 0; i < columns.count(); i++) {
            line.put(x(i), "⋮", Ink.FAINT);
        }
        lines.add(line.put(noteColumn(), leftOut + (leftOut == 1 ? " step" : " steps") + " left out", Ink.FAINT));
        lastTime = "";
    }

    private int noteColumn() {
        return x(columns.count() - 1) + MARKS + 1;
    }

    private void moment(Moment moment) {
        Line line = new Line();
        String time = Times.seconds(moment.at);
        if (!time.equals(lastTime)) {
            line.put(Math.max(0, 8 - time.length()), time, Ink.FAINT);
            lastTime = time;
        }
        follow(moment.entry);
        for (int i = 0; i < columns.count(); i++) {
            line.put(x(i), lifeline(i), Ink.FAINT);
        }
        int from = columns.of(moment.from);
        int to = columns.of(moment.to);
        if (moment.way == Moment.Way.NONE) {
            mark(line, to, String.join(" ", moment.marks), moment);
        } else if (from < 0 || to < 0 || from == to) {
            moment.notes.addFirst(name(moment.from) + " → " + name(moment.to));
            mark(line, Math.max(from, to), moment.label, moment);
        } else {
            arrow(line, moment, from, to);
        }
        if (columns.of(moment.to) >= 0 && columns.column(columns.of(moment.to)).members() > 1) {
            moment.note(name(moment.to));
        } else if (columns.of(moment.from) >= 0
                && columns.column(columns.of(moment.from)).members() > 1) {
            moment.note(name(moment.from));
        }
        notes(line, moment);
        lines.add(line);
    }

    private void mark(Line line, int column, String words, Moment moment) {
        if (column < 0) {
            moment.notes.addFirst(words);
            return;
        }
        boolean signed = words.length() > 1 && words.charAt(1) == ' ' && !Character.isLetterOrDigit(words.charAt(0));
        int x = x(column) + (signed ? 0 : 2);
        int room = column + 1 < columns.count() ? pitch - (signed ? 1 : 3) : MARKS;
        Ink ink = moment.key() != null ? ink(moment) : Ink.STRONG;
        line.put(x, Glyphs.clip(words, room), ink);
        if (words.length() > room) {
            moment.noteFirst(words);
        }
    }

    private void arrow(Line line, Moment moment, int from, int to) {
        boolean right = to > from;
        int start = x(from);
        int end = x(to);
        int step = right ? 1 : -1;
        Ink ink = ink(moment);
        String dash = moment.way == Moment.Way.ANSWERED || moment.label.startsWith(Moments.ACKNOWLEDGES) ? "╌" : "─";
        int tip = end - step;
        if (moment.way == Moment.Way.LOST) {
            tip = start + step * Math.max(3, Math.abs(end - start) * 3 / 4);
        }
        line.put(start, right ? "├" : "┤", ink);
        for (int x = start + step; x != tip; x += step) {
            boolean crossing = (x - LEFT) % pitch == 0;
            line.put(x, crossing ? "┼" : dash, ink);
        }
        line.put(tip, moment.way == Moment.Way.LOST ? "╳" : right ? "▶" : "◀", ink);
        String label = Glyphs.clip(moment.label, pitch - 5);
        int middle = start + step * pitch / 2;
        line.put(middle - (label.length() + 2) / 2 + (right ? 0 : 1), " " + label + " ", ink);
        marks(line, moment, to, right);
    }

    /// Behind the node's line where the message came from the left, before it where it came from the right.
    private void marks(Line line, Moment moment, int to, boolean right) {
        String words = String.join(" ", moment.marks);
        if (words.isEmpty()) {
            return;
        }
        int room = to + 1 < columns.count() ? pitch - 3 : MARKS - 2;
        if (right && words.length() <= room) {
            line.put(x(to) + 2, words, ink(moment));
        } else if (!right && to > 0 && words.length() < pitch - 2) {
            line.put(x(to) - 1 - words.length(), words, ink(moment));
        } else {
            moment.notes.addFirst(words);
        }
    }

    private void notes(Line line, Moment moment) {
        int x = Math.max(noteColumn(), line.length() + 1);
        for (Moment.Flag flag : moment.flags) {
            String words = x + flag.words().length() <= width
                    ? flag.words()
                    : flag.words().substring(0, flag.words().indexOf(' '));
            if (x + words.length() <= width) {
                line.put(x, words, flag.broken() ? Ink.BROKEN : Ink.STRONG);
                x = line.length() + 2;
            }
        }
        String words = String.join("; ", moment.notes);
        if (width - x > 6 || words.length() <= width - x) {
            line.put(x, Glyphs.clip(SafeText.of(words), width - x), moment.flags.isEmpty() ? Ink.PLAIN : Ink.FAINT);
        }
    }

    private Ink ink(Moment moment) {
        return moment.key() == null ? Ink.PLAIN : Ink.ofKey(keys.indexOf(moment.key()));
    }

    /// Reads the trace up to an entry, for what nodes are up to.
    private void follow(int entry) {
        while (told < entry) {
            TraceEntry each = trace.entry(++told);
            if (each.event() instanceof NodeEvent event) {
                states.put(each.node(), event);
            }
        }
    }

    private String lifeline(int column) {
        if (columns.column(column).members() > 1) {
            return "│";
        }
        return states.entrySet().stream()
                .filter(state -> columns.of(state.getKey()) == column)
                .findFirst()
                .map(state -> switch (state.getValue()) {
                    case NodeEvent.NodeCrashed _, NodeEvent.PowerLost _, NodeEvent.NodeStopped _ -> "┊";
                    case NodeEvent.NodePaused _ -> "‖";
                    default -> "│";
                })
                .orElse("│");
    }

    private String name(int node) {
        return node >= 0 && node < trace.nodes().size()
                ? trace.nodes().get(node).name()
                : "?";
    }
}
