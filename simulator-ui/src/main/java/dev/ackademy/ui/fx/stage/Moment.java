package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.picture.LanePicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.stage.StageFrame.Health;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.List;

/// One moment of a run, with what is said of a node in it.
///
/// @param n  entries that have happened
/// @param at µs
record Moment(Played played, Cast cast, Picture picture, int n, double at) {

    String name(int node) {
        return picture.scene().name(node);
    }

    /// `w.1` for `worker.1`
    String brief(int node) {
        String name = name(node);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.charAt(0) + name.substring(dot);
    }

    Health health(int node) {
        NodePicture life = picture.nodes().get(node);
        if (life == null) {
            return Health.RUNNING;
        }
        double whole = life.until() - life.since();
        double left = life.until() < 0 || whole <= 0 ? -1 : Math.clamp((life.until() - at) / whole, 0, 1);
        String text = life.until() < 0 ? "" : left(life.until());
        return switch (life.state()) {
            case RUNNING -> Health.RUNNING;
            case NOT_STARTED ->
                life.incarnation() == 0 && n < 3 ? Health.RUNNING : new Health(Life.STOPPED, -1, "not yet");
            case PAUSED -> new Health(Life.PAUSED, left, text);
            case CRASHED, OFF -> new Health(Life.CRASHED, left, text.isEmpty() ? "down" : text);
            case STOPPED -> new Health(Life.STOPPED, -1, "left");
        };
    }

    /// Down only where all are.
    Health together(List<Integer> nodes) {
        Health health = health(nodes.getFirst());
        return nodes.stream().anyMatch(node -> health(node).life() == Life.RUNNING) ? Health.RUNNING : health;
    }

    Tag tag(Operation operation) {
        return played.hues().tag(operation);
    }

    /// How long it is until then: `1.9s`.
    String left(double until) {
        return Clock.brief(Math.max(0, until - at));
    }

    /// What a process does in its step.
    static String doing(LanePicture lane) {
        return switch (lane.verb()) {
            case "publish" -> "sends " + lane.operation().id();
            case "call" -> "calls";
            case "write" -> "writes";
            case "inbox" -> "looks up id";
            case "acknowledge" -> "acks";
            case "transaction" -> "commits";
            case "transform" -> "checks";
            default -> "";
        };
    }

    /// How the work on a message ended.
    static String ending(AppEvent.Ending ending) {
        return switch (ending) {
            case DONE -> "Done with";
            case DEAD_LETTERED -> "Dead-lettered";
            case DISCARDED -> "Discarded";
            case HANDED_ON -> "Handed on";
            case LEFT -> "Left";
            case GIVEN_UP -> "Gave up";
            case null -> "";
        };
    }
}
