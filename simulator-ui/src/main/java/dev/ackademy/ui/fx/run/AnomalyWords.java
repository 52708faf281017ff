package dev.ackademy.ui.fx.run;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.ui.fx.draw.Glyph;
import java.util.Set;
import java.util.stream.Collectors;

/// What the window calls an anomaly: a name, a question, the word of its flag, a sign.
public enum AnomalyWords {
    LOST("Lost", "Why was it lost?", "lost", Glyph.LOST),
    DUPLICATED("Duplicated", "Why does it exist twice?", "twice", Glyph.DUPLICATED),
    OUT_OF_ORDER("Out of order", "Why was order broken?", "late", Glyph.OUT_OF_ORDER),
    STALE("Stale overwrite", "Why did the row go back?", "stale", Glyph.STALE),
    ZOMBIE("Zombie write", "Why could two write?", "zombie", Glyph.ZOMBIE),
    TORN("Torn", "Why is only a part there?", "torn", Glyph.TORN),
    UNTRUE("Differs from source", "Why does it differ from the source?", "differs", Glyph.UNTRUE),
    BLOCKED("No progress", "Why does nothing move?", "stuck", Glyph.BLOCKED);

    private final String title;
    private final String question;
    private final String flag;
    private final Glyph glyph;

    AnomalyWords(String title, String question, String flag, Glyph glyph) {
        this.title = title;
        this.question = question;
        this.flag = flag;
        this.glyph = glyph;
    }

    public static AnomalyWords of(Guarantee guarantee) {
        return switch (guarantee) {
            case NO_LOSS -> LOST;
            case NO_DUPLICATE -> DUPLICATED;
            case ORDER -> OUT_OF_ORDER;
            case NO_STALE_OVERWRITE -> STALE;
            case NO_ZOMBIE -> ZOMBIE;
            case ATOMIC -> TORN;
            case TRUE_TO_SOURCE -> UNTRUE;
            case PROGRESS -> BLOCKED;
        };
    }

    public static AnomalyWords of(Anomaly anomaly) {
        return of(anomaly.guarantee());
    }

    /// `order per key, no loss`
    public static String promises(Set<Guarantee> guarantees) {
        return guarantees.isEmpty()
                ? "nothing is promised"
                : guarantees.stream().map(AnomalyWords::promise).collect(Collectors.joining(", "));
    }

    /// What is promised when this cannot happen: `no loss`.
    public static String promise(Guarantee guarantee) {
        return switch (guarantee) {
            case NO_LOSS -> "no loss";
            case NO_DUPLICATE -> "no duplicates";
            case ORDER -> "order per key";
            case NO_STALE_OVERWRITE -> "no stale overwrite";
            case NO_ZOMBIE -> "no zombies";
            case ATOMIC -> "all or nothing";
            case TRUE_TO_SOURCE -> "true to source";
            case PROGRESS -> "progress";
        };
    }

    public String title() {
        return title;
    }

    public String question() {
        return question;
    }

    public String flag() {
        return flag;
    }

    public Glyph glyph() {
        return glyph;
    }
}
