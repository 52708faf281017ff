package dev.ackademy.connect.store;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.store.DatabaseSettings;
import dev.ackademy.core.node.store.Disturbance;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A real database (H2, in this JVM's memory): one table for each of the scenario's, with generated names, one for
/// inbox ids and one for locks. What is committed stays when its server is killed; open sessions do not.
public final class H2Database implements LiveStore {
    private final String url;
    private final DatabaseSettings settings;
    private final Teller teller;
    private final Gate gate;
    private final Connection keeper;
    private final SortedMap<String, String> tables = new TreeMap<>();
    private final SortedMap<String, Long> fences = new TreeMap<>();
    private final Disturbance disturbance = new Disturbance();
    private final Set<H2Connection> connections = ConcurrentHashMap.newKeySet();
    private boolean down;
    private int sessions;

    /// What is told and what is committed have the same order: both happen while this is held.
    final Object commits = new Object();

    /// @throws SQLException where H2 cannot make it
    public H2Database(DatabaseSettings settings, Teller teller, Gate gate) throws SQLException {
        this.url = "jdbc:h2:mem:ackademy-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        this.settings = settings;
        this.teller = teller;
        this.gate = gate;
        keeper = DriverManager.getConnection(url);
        try (Statement statement = keeper.createStatement()) {
            for (String table : settings.tables().keySet()) {
                String name = "T" + tables.size();
                tables.put(table, name);
                statement.execute("CREATE TABLE " + name + "(k VARCHAR PRIMARY KEY, version INT, fields VARCHAR,"
                        + " deleted BOOLEAN, source BIGINT, fence BIGINT)");
            }
            statement.execute("CREATE TABLE INBOX(k VARCHAR PRIMARY KEY)");
            statement.execute("CREATE TABLE LOCKS(k VARCHAR PRIMARY KEY)");
            statement.execute("CREATE TABLE IDS(k VARCHAR PRIMARY KEY, last BIGINT)");
        }
    }

    @Override
    public LiveStore.Caller connect(int process, Consumer<ProcessInput> mailbox) {
        H2Connection connection = new H2Connection(this, process, mailbox);
        connections.add(connection);
        return connection;
    }

    Connection session() throws SQLException {
        if (isDown()) {
            throw new SQLException("connection refused", "08001");
        }
        return DriverManager.getConnection(url);
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized int nextSession() {
        return ++sessions;
    }

    Gate gate() {
        return gate;
    }

    DatabaseSettings settings() {
        return settings;
    }

    /// The table's name in H2, null where the scenario has none of that name.
    String table(String name) {
        return tables.get(name);
    }

    int tell(Event event, int... causes) {
        return teller.tell(event, causes);
    }

    /// The fence of a new grant of this lock.
    synchronized long grant(String lock, int holder, int cause) {
        long fence = fences.merge(lock, 1L, Long::sum);
        tell(new StoreEvent.LockGranted(lock, holder, fence), cause);
        return fence;
    }

    synchronized long longerMicros() {
        return disturbance.longerMicros();
    }

    /// The error that a request about this operation gets, null for none.
    synchronized String refuses(dev.ackademy.core.model.Operation operation) {
        return disturbance.refuses(operation);
    }

    @Override
    public synchronized void adjust(Adjustment adjustment) {
        disturbance.apply(adjustment);
    }

    @Override
    public void kill() {
        synchronized (this) {
            down = true;
        }
        List.copyOf(connections).forEach(connection -> connection.lost("connection reset"));
    }

    @Override
    public synchronized void start() {
        down = false;
    }

    void gone(H2Connection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        List.copyOf(connections).forEach(H2Connection::abort);
        try (Statement statement = keeper.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException alreadyDown) {
            // Its memory is given back either way.
        }
    }
}
