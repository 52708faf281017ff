package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A process's client of one store, living inside the process and dying with it: one connection, opened by the first
/// request and again after a loss. Requests are matched to answers by their numbers. When the connection ends every
/// unanswered request fails: *not done* where it was never sent or belongs to an open session, else *maybe done* (P7).
/// It never repeats a request by itself.
///
/// Requests to a database that stay unanswered for the request time-out end the connection (N7). A call to a service
/// has no time-out here (it is the step's own), and a lock may wait for ever: it is given up only when its store cannot
/// be heard.
public final class StoreClient {

    /// Where outcomes go: the application's mailbox, handled after the input in hand.
    public interface Application {
        void tell(String store, StoreOutcome outcome);

        /// The connection ended: sessions are gone. Told after the outcomes of the requests that ended with
        /// it.
        void lost(String store);
    }

    /// 10 s.
    public static final long REQUEST_TIMEOUT_MICROS = 10_000_000;

    @Fixed
    private final String store;

    @Fixed
    private final int node;

    @Fixed
    private final String timeoutTag;

    @Fixed
    private final long requestTimeoutMicros;

    @Ident
    private int connection = -1;

    private boolean open;

    private boolean silent;

    /// In the order in which they were asked; those not yet sent wait for the connection.
    @Ident(of = "request")
    private final TreeMap<Integer, Unanswered> unanswered = new TreeMap<>();

    record Unanswered(@Ident int request, StoreCommand command, boolean sent) {}

    public StoreClient(String store, int node, long requestTimeoutMicros) {
        this.store = store;
        this.node = node;
        this.timeoutTag = "store/" + store + "/request:request";
        this.requestTimeoutMicros = requestTimeoutMicros;
    }

    public void ask(StoreCommand command, Surroundings around) {
        int request = command.request();
        if (connection < 0) {
            connection = around.connect(node);
        }
        unanswered.put(request, new Unanswered(request, command, open));
        if (open) {
            around.send(connection, StoreRequest.of(command));
        }
        if (mayTimeOut(command)) {
            around.after(requestTimeoutMicros, new Timer(timeoutTag, request));
        }
    }

    /// Returns false when the input is not this client's.
    public boolean on(Input input, Surroundings around, Application application) {
        switch (input) {
            case Input.Opened opened when opened.connection() == connection -> sendWaiting(around);
            case Input.Closed closed when closed.connection() == connection -> end(closed.cause(), around, application);
            case Input.Arrived arrived
            when arrived.connection() == connection && arrived.frame() instanceof StoreAnswer answer ->
                answered(answer, around, application);
            case Input.Fired fired when fired.timer().tag().equals(timeoutTag) -> timedOut(around, application);
            case Input.Silent quiet when quiet.peer() == node -> fallenSilent(around);
            case Input.Heard heard when heard.peer() == node -> heardAgain(around);
            case Input.Started _,
                    Input.Opened _,
                    Input.Closed _,
                    Input.Arrived _,
                    Input.Fired _,
                    Input.Silent _,
                    Input.Heard _,
                    Input.Stopping _,
                    Input.Adjusted _ -> {
                return false;
            }
        }
        return true;
    }

    /// Always empty: what waits for this store is the application's, and the application names it.
    public String waiting() {
        return "";
    }

    private void sendWaiting(Surroundings around) {
        open = true;
        silent = false;
        for (var entry : unanswered.entrySet()) {
            Unanswered waiting = entry.getValue();
            if (!waiting.sent()) {
                entry.setValue(new Unanswered(waiting.request(), waiting.command(), true));
                around.send(connection, StoreRequest.of(waiting.command()));
            }
        }
    }

    private void answered(StoreAnswer answer, Surroundings around, Application application) {
        if (unanswered.remove(answer.correlation()) != null) {
            around.cancel(new Timer(timeoutTag, answer.correlation()));
            application.tell(store, answer.outcome());
        }
    }

    private void timedOut(Surroundings around, Application application) {
        around.close(connection);
        end("request timed out", around, application);
    }

    private void end(String cause, Surroundings around, Application application) {
        connection = -1;
        open = false;
        List<Unanswered> gone = new ArrayList<>(unanswered.values());
        unanswered.clear();
        for (Unanswered request : gone) {
            around.cancel(new Timer(timeoutTag, request.request()));
            application.tell(store, new StoreOutcome.Failed(request.request(), cause, certainty(request)));
        }
        application.lost(store);
    }

    private static Certainty certainty(Unanswered request) {
        if (!request.sent()) {
            return Certainty.NOT_DONE;
        }
        return switch (request.command()) {
            case StoreCommand.Write write -> write.session() == 0 ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
            case StoreCommand.InsertIfAbsent insert ->
                insert.session() == 0 ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
            case StoreCommand.Commit _, StoreCommand.Request _, StoreCommand.NextId _ -> Certainty.MAYBE_DONE;
            case StoreCommand.Begin _,
                    StoreCommand.Read _,
                    StoreCommand.Lock _,
                    StoreCommand.Rollback _,
                    StoreCommand.Changes _ -> Certainty.NOT_DONE;
        };
    }

    private boolean mayTimeOut(StoreCommand command) {
        return switch (command) {
            case StoreCommand.Request _ -> false;
            case StoreCommand.Lock _ -> silent;
            case StoreCommand.Begin _,
                    StoreCommand.Read _,
                    StoreCommand.Write _,
                    StoreCommand.InsertIfAbsent _,
                    StoreCommand.NextId _,
                    StoreCommand.Commit _,
                    StoreCommand.Rollback _,
                    StoreCommand.Changes _ -> true;
        };
    }

    private void fallenSilent(Surroundings around) {
        silent = true;
        for (Unanswered waiting : unanswered.values()) {
            if (waiting.command() instanceof StoreCommand.Lock) {
                around.after(requestTimeoutMicros, new Timer(timeoutTag, waiting.request()));
            }
        }
    }

    private void heardAgain(Surroundings around) {
        silent = false;
        for (Unanswered waiting : unanswered.values()) {
            if (waiting.command() instanceof StoreCommand.Lock) {
                around.cancel(new Timer(timeoutTag, waiting.request()));
            }
        }
    }
}
