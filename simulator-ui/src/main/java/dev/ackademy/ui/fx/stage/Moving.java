package dev.ackademy.ui.fx.stage;

import java.util.List;
import java.util.Map;

/// How far what moves on the stage is at one moment. What is not named stands where the frame says.
///
/// @param handovers partitions on their way from one consumer to another
/// @param slots     of high watermarks and readers, in cells from the left, by [#mark], [#committed] and [#next]
/// @param fresh     1 when it has just come about, then less, by [#cell] and [#row]
/// @param callout   0 when it is about to rise, 1 when it is there
record Moving(
        List<StageMotion.Handover> handovers, Map<String, Double> slots, Map<String, Double> fresh, double callout) {

    /// Everything stands.
    static final Moving NONE = new Moving(List.of(), Map.of(), Map.of(), 1);

    static String mark(int tape) {
        return "mark " + tape;
    }

    static String committed(int tape, String who) {
        return "committed " + tape + " " + who;
    }

    static String next(int tape, String who) {
        return "next " + tape + " " + who;
    }

    static String cell(int tape, long offset) {
        return "cell " + tape + " " + offset;
    }

    static String row(int store, String key) {
        return "row " + store + " " + key;
    }

    double slot(String what, double otherwise) {
        return slots.getOrDefault(what, otherwise);
    }

    /// 0 for what has been there for long.
    double fresh(String what) {
        return fresh.getOrDefault(what, 0.0);
    }
}
