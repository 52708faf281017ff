package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.LanePicture;
import dev.ackademy.core.trace.picture.ProcessPicture;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.ArrayList;
import java.util.List;

/// The cards of producers at one moment.
record ProducerFrames(Moment moment, StageKind kind, Sends sends) {

    StageFrame.Producer producer(int node) {
        ProcessPicture process = moment.picture().processes().get(node);
        List<Tag> pending = new ArrayList<>();
        String retry = "";
        String note = "";
        double left = -1;
        if (process != null) {
            for (ProcessPicture.Publishing publishing : process.publishing().values()) {
                pending.add(moment.tag(publishing.operation()));
                Sends.Waiting waiting = sends.waiting(node, publishing.operation(), moment.n(), moment.at());
                if (waiting != null && retry.isEmpty()) {
                    retry = waiting.retry();
                    note = waiting.note();
                    left = waiting.left();
                }
            }
            if (!kind.answers()) {
                pending.clear();
                process.unsent().values().forEach(each -> pending.add(moment.tag(each.operation())));
                note = pending.isEmpty() ? lastOf(process) : "no connection";
            } else if (note.isEmpty() && !process.publishing().isEmpty()) {
                note = unasked(node) ? "asks for no answer" : "awaits answer";
            } else if (note.isEmpty()) {
                note = lastOf(process);
            }
        }
        return new StageFrame.Producer(
                moment.name(node), moment.health(node), pending, capacity(node), retry, note, left, unasked(node));
    }

    /// One card for many: what they have under way together.
    StageFrame.Producer producers(List<Integer> nodes) {
        List<Tag> pending = new ArrayList<>();
        String retry = "";
        for (int node : nodes) {
            StageFrame.Producer one = producer(node);
            pending.addAll(one.pending());
            retry = retry.isEmpty() ? one.retry() : retry;
        }
        return new StageFrame.Producer(
                nodes.size() + " more", moment.together(nodes), pending, 0, retry, "", -1, false);
    }

    private String lastOf(ProcessPicture process) {
        LanePicture lane = process.lanes().get(0);
        if (lane == null) {
            return "";
        }
        if (lane.busy()) {
            return Moment.doing(lane);
        }
        return lane.last() == null
                ? "Idle"
                : Moment.ending(lane.lastEnd()) + " " + lane.last().id();
    }

    private int capacity(int node) {
        if (!kind.answers()) {
            return -1;
        }
        Scenario.Producer library = library(node);
        return library == null ? 0 : library.inFlight();
    }

    private boolean unasked(int node) {
        Scenario.Producer library = library(node);
        return kind.answers() && library != null && library.acks() == 0;
    }

    /// Null for one that sends nothing.
    private Scenario.Producer library(int node) {
        String deployment = moment.picture().scene().nodes().get(node).deployment();
        Scenario.Deployment process = moment.played().scenario().processes().get(deployment);
        return process == null ? null : process.producer();
    }
}
