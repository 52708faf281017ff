package dev.ackademy.ui.fx.recipe;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Clock;
import java.util.Locale;

/// A fault or a change of a scenario in one plain sentence.
public final class FaultText {

    private FaultText() {}

    public static String of(Fault fault) {
        String text = switch (fault) {
            case Fault.Cut cut ->
                "The connection" + link(cut.from(), cut.to()) + " is cut"
                        + (cut.request() == null
                                ? ""
                                : ", and the " + (cut.loseRequest() ? "" : "answer to the ")
                                        + cut.request().word() + " request is lost");
            case Fault.Stall stall ->
                "The connection" + link(stall.from(), stall.to()) + " stands still for "
                        + Clock.brief(stall.forMicros());
            case Fault.Refuse refuse ->
                "The " + (refuse.request() == null ? "" : refuse.request().word() + " ") + "request"
                        + link(refuse.from(), refuse.to()) + " is refused"
                        + (refuse.times() > 1 ? " " + refuse.times() + " times" : "");
            case Fault.Crash crash ->
                crash.node() + " crashes" + step(crash.step(), crash.when()) + back(crash.restartMicros());
            case Fault.PowerOff off ->
                String.join(", ", off.nodes()) + (off.nodes().size() == 1 ? " loses" : " lose") + " power"
                        + back(off.restartMicros());
            case Fault.Pause pause ->
                pause.node() + " stands still" + step(pause.step(), pause.when()) + " for "
                        + Clock.brief(pause.forMicros());
            case Fault.Partition partition ->
                "No bytes pass from " + String.join(", ", partition.a()) + " to "
                        + String.join(", ", partition.b()) + (partition.oneWay() ? ", one way" : "")
                        + span(partition.forMicros());
            case Fault.Slow slow ->
                (slow.store() != null ? slow.store() : "The link" + link(slow.from(), slow.to())) + " takes "
                        + Clock.brief(slow.byMicros()) + " longer" + span(slow.forMicros());
            case Fault.Fail fail -> fail.store() + " is " + fail.error() + span(fail.forMicros());
            case Fault.Skew skew -> "The clock of " + skew.node() + " is off by " + skew.byMicros() / 1000 + "ms";
        };
        Fault.Trigger trigger = fault.trigger();
        if (trigger == null) {
            return text + ".";
        }
        if (trigger.message() != null) {
            text += ", for " + trigger.message();
        }
        if (trigger.nth() > 1) {
            text += ", time " + trigger.nth();
        }
        if (trigger.atMicros() >= 0) {
            text += ", at " + Clock.seconds(trigger.atMicros()) + " s";
        }
        return text + ".";
    }

    public static String of(Change change) {
        String text = switch (change) {
            case Change.AddInstances add -> add.count() + " more of " + add.process();
            case Change.RemoveInstances remove -> remove.count() + " fewer of " + remove.process();
            case Change.AddPartitions add -> add.topic() + " grows to " + add.to() + " partitions";
            case Change.Drain drain -> drain.process() + " is drained";
        };
        return text + ", at " + Clock.seconds(change.atMicros()) + " s.";
    }

    public static Glyph glyph(Fault fault) {
        return switch (fault) {
            case Fault.Cut _, Fault.Partition _ -> Glyph.CUT;
            case Fault.Stall _ -> Glyph.STALLED;
            case Fault.Refuse _ -> Glyph.REFUSED;
            case Fault.Crash _, Fault.PowerOff _ -> Glyph.CRASH;
            case Fault.Pause _ -> Glyph.PAUSE;
            case Fault.Slow _ -> Glyph.SLOW;
            case Fault.Fail _ -> Glyph.BLOCKED;
            case Fault.Skew _ -> Glyph.CLOCK;
        };
    }

    private static String link(String from, String to) {
        return (from == null ? "" : " from " + from) + (to == null ? "" : " to " + to);
    }

    private static String step(String step, StepPoint.When when) {
        return step == null || when == null ? "" : " " + when.name().toLowerCase(Locale.ROOT) + " " + step;
    }

    private static String back(long restartMicros) {
        return restartMicros < 0 ? "" : ", and is back after " + Clock.brief(restartMicros);
    }

    private static String span(long forMicros) {
        return forMicros < 0 ? "" : " for " + Clock.brief(forMicros);
    }
}
