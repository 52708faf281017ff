package dev.ackademy.lessons.script;

import dev.ackademy.core.model.Anomaly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads `lesson.md` and `incident.md`: front matter in YAML between two lines `---`, then Markdown. The format is in
/// `docs/writing-lessons.md`. Whatever is wrong is refused with file and line ([ScriptRefused]).
public final class ScriptFile {

    /// The longest text, in characters.
    public static final int LONGEST = 64 * 1024;

    public static final List<String> LESSON_SECTIONS = List.of("The situation", "Watch", "Why", "Fix it");
    public static final List<String> INCIDENT_SECTIONS =
            List.of("The symptom", "Watch", "Why", "What would have prevented it");

    private static final int LONGEST_SENTENCE = 400;
    private static final int MOST_SETTINGS = 6;
    private static final int MOST_COMBINATIONS = 96;
    private static final List<String> LEVELS = List.of("first", "core", "deep");

    private final String file;
    private final boolean lesson;

    private ScriptFile(String file, boolean lesson) {
        this.file = file;
        this.lesson = lesson;
    }

    /// @param file what the text is called in errors
    public static Script lesson(String file, String text) {
        return new ScriptFile(file, true).read(text);
    }

    public static Script incident(String file, String text) {
        return new ScriptFile(file, false).read(text);
    }

    private Script read(String text) {
        if (text.length() > LONGEST) {
            throw new ScriptRefused(file, 0, "the text has more than " + LONGEST + " characters");
        }
        String plain = text.replace("\r\n", "\n");
        int end = plain.indexOf("\n---\n", 3);
        if (!plain.startsWith("---\n") || end < 0) {
            throw new ScriptRefused(file, 1, "the text begins with front matter between two lines '---'");
        }
        String head = plain.substring(4, end + 1);
        int before = 2 + (int) head.lines().count();
        return script(Fields.read(file, 1, head), before, plain.substring(end + 5));
    }

    private Script script(Fields head, int before, String body) {
        List<String> needed = new ArrayList<>(
                List.of(lesson ? "lesson" : "incident", "title", "minutes", "stake", "predict", "goal", "fix"));
        needed.addAll(List.of("takeaway", "references"));
        needed.addAll(lesson ? List.of("chapter", "level", "machinery", "hints") : List.of("symptom", "scenario"));
        head.only(
                needed, lesson ? List.of("variant", "set") : List.of("level", "machinery", "hints", "variant", "set"));
        head.number(lesson ? "lesson" : "incident", 1, 1);
        List<Question> questions =
                head.list("predict").stream().map(this::question).toList();
        among(head, "predict", questions.size(), 1, 5);
        List<Setting> settings = settings(head);
        List<String> hints = sentences(head, "hints");
        if (lesson) {
            among(head, "hints", hints.size(), 1, 6);
        }
        List<Reference> references =
                head.list("references").stream().map(ScriptFile::reference).toList();
        among(head, "references", references.size(), 1, 8);
        return new Script(
                sentence(head, "title"),
                head.text("chapter", ""),
                head.number("minutes", 1, 30),
                head.has("level") ? head.word("level", LEVELS) : "core",
                sentence(head, "stake"),
                lesson ? "" : sentence(head, "symptom"),
                lesson ? "" : basis(head),
                head.text("variant", ""),
                head.texts("set"),
                machinery(head),
                questions,
                goal(head.fields("goal")),
                settings,
                hints,
                sentence(head, "takeaway"),
                references,
                Narrative.read(file, before, body, lesson ? LESSON_SECTIONS : INCIDENT_SECTIONS));
    }

    private String basis(Fields head) {
        String name = head.text("scenario");
        if (!name.matches("[a-z0-9-]{1,80}")) {
            throw head.refused("scenario", "this is the name of a shipped scenario, or 'here' for the one beside it");
        }
        return name.equals("here") ? "" : name;
    }

    private List<Machinery> machinery(Fields head) {
        List<Machinery> all = new ArrayList<>();
        for (String word : head.texts("machinery")) {
            if (word.equals("none")) {
                continue;
            }
            if (!Machinery.words().contains(word)) {
                throw head.refused(
                        "machinery",
                        "'" + word + "' is unknown. Known are none, " + String.join(", ", Machinery.words()));
            }
            all.add(Machinery.values()[Machinery.words().indexOf(word)]);
        }
        return List.copyOf(all);
    }

    private Question question(Fields of) {
        of.only(List.of("ask", "choices"), List.of("why"));
        List<Fields> choices = of.list("choices");
        among(of, "choices", choices.size(), 2, 5);
        TreeSet<String> texts = new TreeSet<>();
        for (Fields choice : choices) {
            choice.only(List.of("say", of.has("why") ? "entry" : "if"), List.of());
            if (!texts.add(sentence(choice, "say"))) {
                throw choice.refused("say", "two choices say the same");
            }
        }
        if (!of.has("why")) {
            return new Question.Outcome(
                    sentence(of, "ask"),
                    choices.stream()
                            .map(each -> new Question.Choice(each.text("say"), claims(each.fields("if"))))
                            .toList());
        }
        Fields why = of.fields("why").only(List.of("found"), List.of("of"));
        return new Question.Why(
                sentence(of, "ask"),
                anomaly(why, "found", why.text("found")),
                why.text("of", ""),
                choices.stream()
                        .map(each -> new Question.Reason(
                                each.text("say"),
                                happening(each.fields("entry").only(List.of("kind"), List.of("of", "node")))))
                        .toList());
    }

    private List<Claim> claims(Fields of) {
        of.only(List.of(), List.of("found", "absent", "count", "row", "entries", "end"));
        List<Claim> claims = new ArrayList<>();
        if (of.has("found")) {
            of.texts("found").forEach(word -> claims.add(new Claim.Found(anomaly(of, "found", word))));
        }
        if (of.has("absent")) {
            claims.add(new Claim.Absent(anomalies(of, "absent")));
        }
        if (of.has("count")) {
            Fields counts = of.fields("count");
            for (String word : counts.names()) {
                claims.add(new Claim.Count(anomaly(counts, word, word), counts.number(word, 0, 1000)));
            }
        }
        if (of.has("row")) {
            claims.add(row(of.fields("row")));
        }
        if (of.has("entries")) {
            Fields entries = of.fields("entries").only(List.of("kind", "times"), List.of("of", "node"));
            claims.add(new Claim.Happened(happening(entries), entries.number("times", 0, 100_000)));
        }
        if (of.has("end")) {
            claims.add(new Claim.Ended(of.word("end", List.of("quiet", "stuck", "loop"))));
        }
        if (claims.isEmpty()) {
            throw of.refused("if", "something that can be true of a run is expected here");
        }
        return List.copyOf(claims);
    }

    private static Claim row(Fields of) {
        of.only(List.of("store", "table", "key", "is"), List.of());
        TreeMap<String, String> fields = new TreeMap<>();
        if (!isNone(of)) {
            Fields is = of.fields("is");
            is.names().forEach(name -> fields.put(name, is.text(name)));
        }
        return new Claim.InTable(of.text("store"), of.text("table"), of.text("key"), fields);
    }

    private static boolean isNone(Fields of) {
        try {
            return of.text("is").equals("none");
        } catch (ScriptRefused _) {
            return false;
        }
    }

    private static Claim.Happening happening(Fields of) {
        return new Claim.Happening(of.text("kind"), of.text("of", ""), of.text("node", ""));
    }

    private Goal goal(Fields of) {
        of.only(List.of("say"), List.of("absent", "found", "also", "search"));
        if (of.has("absent") == of.has("found")) {
            throw of.refused("absent", "a goal is 'absent' (mend it) or 'found' (break it)");
        }
        return new Goal(
                sentence(of, "say"),
                of.has("absent") ? anomalies(of, "absent") : List.of(),
                of.has("found") ? anomalies(of, "found") : List.of(),
                of.has("also") ? of.list("also").stream().map(ScriptFile::trial).toList() : List.of(),
                of.has("search") ? search(of.fields("search")) : null);
    }

    private static Goal.Search search(Fields of) {
        of.only(List.of("absent", "may"), List.of("faults"));
        return new Goal.Search(
                of.has("faults") ? of.number("faults", 1, 3) : 1, of.texts("may"), anomalies(of, "absent"));
    }

    private static Goal.Trial trial(Fields of) {
        of.only(List.of("say", "set"), List.of());
        return new Goal.Trial(sentence(of, "say"), of.texts("set"));
    }

    private List<Setting> settings(Fields head) {
        List<Setting> settings = new ArrayList<>();
        long combinations = 1;
        for (Fields each : head.list("fix")) {
            each.only(List.of("set", "to", "say"), List.of());
            List<Setting.Option> values = options(each);
            if (values.isEmpty() || !each.text("set").matches("[A-Za-z0-9_.-]{1,120}")) {
                throw each.refused("set", "a setting has a path and one or more values");
            }
            settings.add(new Setting(each.text("set"), values, sentence(each, "say")));
            combinations *= values.size() + 1;
        }
        among(head, "fix", settings.size(), 1, MOST_SETTINGS);
        if (combinations > MOST_COMBINATIONS) {
            throw head.refused("fix", combinations + " combinations of settings are more than " + MOST_COMBINATIONS);
        }
        return List.copyOf(settings);
    }

    private static List<Setting.Option> options(Fields of) {
        if (!of.isListOfFields("to")) {
            return of.texts("to").stream()
                    .map(each -> new Setting.Option(each, ""))
                    .toList();
        }
        return of.list("to").stream()
                .map(each -> each.only(List.of("value", "say"), List.of()))
                .map(each -> new Setting.Option(each.text("value"), sentence(each, "say")))
                .toList();
    }

    private static Reference reference(Fields of) {
        of.only(List.of("say", "link"), List.of());
        if (!Narrative.isHttps(of.text("link"))) {
            throw of.refused("link", "a link leads to https://");
        }
        return new Reference(of.text("say"), of.text("link"));
    }

    private static List<Anomaly> anomalies(Fields of, String field) {
        List<String> words = of.texts(field);
        if (words.isEmpty()) {
            throw of.refused(field, "one anomaly or more is expected here");
        }
        return words.stream().map(word -> anomaly(of, field, word)).toList();
    }

    private static Anomaly anomaly(Fields of, String field, String word) {
        return Arrays.stream(Anomaly.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> of.refused(field, "'" + word + "' is no anomaly that the checkers know"));
    }

    private static List<String> sentences(Fields head, String field) {
        List<String> all = head.texts(field);
        for (String each : all) {
            if (each.length() > LONGEST_SENTENCE) {
                throw head.refused(field, "a sentence has at most " + LONGEST_SENTENCE + " characters");
            }
        }
        return all;
    }

    private static String sentence(Fields of, String field) {
        String text = of.text(field);
        if (text.length() > LONGEST_SENTENCE) {
            throw of.refused(field, "a sentence has at most " + LONGEST_SENTENCE + " characters");
        }
        return text;
    }

    private static void among(Fields of, String field, int count, int from, int to) {
        if (count < from || count > to) {
            throw of.refused(field, "from " + from + " to " + to + " are expected here, not " + count);
        }
    }
}
