package dev.ackademy.connect.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import dev.ackademy.core.node.store.WriteRule;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What one incarnation has at a database: a thread and a transaction for each of its sessions, and a thread for each
/// statement that commits by itself.
final class H2Connection implements LiveStore.Caller {
    private static final String DEADLOCK = "40001";

    private final H2Database database;
    private final int process;
    private final Consumer<ProcessInput> mailbox;
    private final ExecutorService statements = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, ExecutorService> threads = new TreeMap<>();
    private final Map<Integer, H2Session> sessions = new ConcurrentHashMap<>();
    private volatile boolean dead;

    H2Connection(H2Database database, int process, Consumer<ProcessInput> mailbox) {
        this.database = database;
        this.process = process;
        this.mailbox = mailbox;
    }

    @Override
    public synchronized void ask(StoreCommand command, int cause) {
        if (dead) {
            return;
        }
        int session = StoreCalls.session(command);
        ExecutorService thread = session == 0
                ? statements
                : threads.computeIfAbsent(
                        session,
                        number -> Executors.newSingleThreadExecutor(
                                Thread.ofVirtual().factory()));
        try {
            thread.execute(() -> pass(command, cause));
        } catch (RejectedExecutionException ended) {
            tell(command, "connection reset", Certainty.NOT_DONE);
        }
    }

    /// Through the link there, and back.
    private void pass(StoreCommand command, int cause) {
        try {
            LiveStore.Gate.Passage passage = database.gate().ask(process, command);
            if (passage.loseRequest()) {
                lost("connection reset");
                tell(command, "connection reset", certainty(command));
                return;
            }
            if (passage.error() != null) {
                tell(command, passage.error(), Certainty.NOT_DONE);
                return;
            }
            StoreOutcome outcome = carryOut(command, cause);
            if (passage.loseAnswer()) {
                lost("connection reset");
                tell(command, "connection reset", certainty(command));
            } else {
                tell(outcome);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreOutcome carryOut(StoreCommand command, int cause) throws InterruptedException {
        int number = StoreCalls.session(command);
        String error =
                command instanceof StoreCommand.Rollback ? null : database.refuses(StoreCalls.operation(command));
        if (error != null) {
            database.tell(new StoreEvent.RequestRefused(StoreCalls.operation(command), process, error), cause);
            return new StoreOutcome.Failed(command.request(), error, Certainty.NOT_DONE);
        }
        long own = command instanceof StoreCommand.Write write ? write.takesMicros() : 0;
        TimeUnit.MICROSECONDS.sleep(database.settings().takesMicros() + own + database.longerMicros());
        try {
            return number == 0 ? alone(command, cause) : inSession(number, command, cause);
        } catch (H2Session.Refused refused) {
            return new StoreOutcome.Failed(command.request(), refused.getMessage(), Certainty.NOT_DONE);
        } catch (SQLException e) {
            boolean deadlock = DEADLOCK.equals(e.getSQLState());
            if (deadlock && number != 0) {
                roll(number, "deadlock");
            }
            return new StoreOutcome.Failed(
                    command.request(),
                    deadlock ? "deadlock" : words(e),
                    deadlock ? Certainty.NOT_DONE : certainty(command));
        }
    }

    private StoreOutcome alone(StoreCommand command, int cause)
            throws SQLException, H2Session.Refused, InterruptedException {
        H2Session session = new H2Session(database, process, 0);
        try {
            StoreOutcome outcome = execute(session, command, cause);
            if (outcome instanceof StoreOutcome.Done done) {
                int entry = session.commit(cause);
                return new StoreOutcome.Done(done.request(), done.row(), done.applied(), done.value(), entry);
            }
            return outcome;
        } finally {
            session.close();
        }
    }

    private StoreOutcome inSession(int number, StoreCommand command, int cause) throws SQLException, H2Session.Refused {
        int request = command.request();
        if (command instanceof StoreCommand.Begin) {
            H2Session fresh = new H2Session(database, process, database.nextSession());
            sessions.put(number, fresh);
            if (dead) {
                roll(number, "connection ended");
            }
            return new StoreOutcome.Done(request, null, true, 0, 0);
        }
        H2Session session = sessions.get(number);
        if (session == null) {
            return new StoreOutcome.Failed(request, "no such session", Certainty.NOT_DONE);
        }
        return switch (command) {
            case StoreCommand.Commit _ -> {
                int entry = session.commit(cause);
                sessions.remove(number);
                session.close();
                endThread(number);
                yield new StoreOutcome.Done(request, null, true, 0, entry);
            }
            case StoreCommand.Rollback _ -> {
                roll(number, "rolled back");
                endThread(number);
                yield new StoreOutcome.Done(request, null, true, 0, 0);
            }
            default -> execute(session, command, cause);
        };
    }

    private StoreOutcome execute(H2Session session, StoreCommand command, int cause)
            throws SQLException, H2Session.Refused {
        int request = command.request();
        H2Session.Effect effect = switch (command) {
            case StoreCommand.Read read -> session.read(read);
            case StoreCommand.Write write -> {
                WriteRule rule = database.settings().tables().get(write.table());
                if (rule == null) {
                    throw new H2Session.Refused("no table " + write.table());
                }
                if (write.payload().form() == Payload.Form.INVALID) {
                    throw new H2Session.Refused(StoreOutcome.INVALID_PAYLOAD);
                }
                yield session.write(write, rule, cause);
            }
            case StoreCommand.InsertIfAbsent insert -> session.insertIfAbsent(insert, cause);
            case StoreCommand.NextId next -> session.nextId(next);
            case StoreCommand.Lock lock -> session.lock(lock, cause);
            default -> throw new H2Session.Refused("a database cannot do this: " + command);
        };
        return new StoreOutcome.Done(request, effect.row(), effect.applied(), effect.value(), 0);
    }

    private void roll(int number, String cause) {
        H2Session session = sessions.remove(number);
        if (session != null) {
            session.rollBack(cause);
        }
    }

    private synchronized void endThread(int number) {
        ExecutorService thread = threads.remove(number);
        if (thread != null) {
            thread.shutdown();
        }
    }

    /// The connection ended while its process lives: every session is gone.
    void lost(String cause) {
        sessions.keySet().forEach(number -> roll(number, "connection ended: " + cause));
        if (!dead) {
            mailbox.accept(new ProcessInput.StoreLost(""));
        }
    }

    @Override
    public void abort() {
        dead = true;
        sessions.keySet()
                .forEach(number -> Thread.ofVirtual().start(() -> roll(number, "connection ended: process died")));
        synchronized (this) {
            threads.values().forEach(ExecutorService::shutdown);
            threads.clear();
        }
        database.gone(this);
    }

    private void tell(StoreCommand command, String cause, Certainty certainty) {
        tell(new StoreOutcome.Failed(command.request(), cause, certainty));
    }

    private void tell(StoreOutcome outcome) {
        if (!dead) {
            mailbox.accept(new ProcessInput.FromStore("", outcome));
        }
    }

    /// What is known of a request whose answer never came (P7).
    static Certainty certainty(StoreCommand command) {
        boolean byItself = StoreCalls.session(command) == 0;
        return switch (command) {
            case StoreCommand.Write _, StoreCommand.InsertIfAbsent _ ->
                byItself ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
            case StoreCommand.Commit _, StoreCommand.Request _, StoreCommand.NextId _ -> Certainty.MAYBE_DONE;
            default -> Certainty.NOT_DONE;
        };
    }

    private static String words(SQLException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }
}
