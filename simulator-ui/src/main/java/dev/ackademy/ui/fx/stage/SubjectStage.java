package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.trace.picture.NetworkPicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.core.trace.picture.SubjectPicture;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Subjects that keep nothing.
record SubjectStage(Moment moment) implements StageKind {

    @Override
    public String word() {
        return "subject";
    }

    @Override
    public String note() {
        return "keeps nothing";
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public boolean refuses(RequestKind kind, String note) {
        return false;
    }

    @Override
    public String note(Shelf shelf) {
        SubjectPicture subject =
                moment.picture().subjects().get(shelf.partition().topic());
        return "passed on " + (subject == null ? 0 : subject.routed());
    }

    @Override
    public boolean knows(int node, Scene.Actor actor, String topic) {
        SubjectPicture subject = moment.picture().subjects().get(topic);
        return subject != null
                && subject.subscribers().get(actor.group(), List.of()).contains(node);
    }

    @Override
    public Strip strip(Shelf shelf, Shelf.Row row) {
        SubjectPicture subject =
                moment.picture().subjects().get(shelf.partition().topic());
        return row.what() == Shelf.What.DROPPED ? dropped(subject) : listeners(subject, row.group());
    }

    private Strip dropped(SubjectPicture subject) {
        List<Held> held = new ArrayList<>();
        String cause = "";
        if (subject != null) {
            for (SubjectPicture.Gone gone : subject.gone()) {
                held.add(new Held(moment.tag(gone.operation()), "", 1, true));
                cause = gone.cause();
            }
        }
        return new Strip("dropped", Integer.toString(subject == null ? 0 : subject.dropped()), held, cause);
    }

    private Strip listeners(SubjectPicture subject, String group) {
        List<Integer> listeners =
                subject == null ? List.of() : subject.subscribers().get(group, List.of());
        String left = subject == null ? "" : subject.left().get(group, "");
        String note = listeners.isEmpty()
                ? left.isEmpty() ? "nobody listens" : left
                : String.join(", ", names(listeners)) + (listeners.size() == 1 ? " listens" : " listen");
        Set<Integer> members = new LinkedHashSet<>(listeners);
        if (moment.picture().scene().groups().containsKey(group)) {
            members.addAll(moment.picture().scene().groups().get(group).members());
        }
        List<Held> waiting = new ArrayList<>();
        for (NetworkPicture.Frame frame : moment.picture().network().frames().values()) {
            if (members.contains(frame.to()) && keepsBack(frame.kind(), frame.answer(), frame.to())) {
                for (Carried carried : frame.carried()) {
                    waiting.add(new Held(moment.tag(carried.operation()), moment.brief(frame.to()), 1, false));
                }
            }
        }
        return new Strip(group, left.equals("slow consumer") ? "cut off" : "", waiting, note);
    }

    @Override
    public boolean keepsBack(RequestKind kind, boolean answer, int receiver) {
        NodePicture life = moment.picture().nodes().get(receiver);
        return kind == RequestKind.FETCH && answer && life != null && life.state() != NodePicture.State.RUNNING;
    }

    private List<String> names(List<Integer> nodes) {
        return nodes.stream().map(moment::name).toList();
    }
}
