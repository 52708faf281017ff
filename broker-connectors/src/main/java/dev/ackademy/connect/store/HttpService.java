package dev.ackademy.connect.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.port.StoreOutcome;
import dev.ackademy.core.node.store.Disturbance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A small real HTTP server on loopback: every `POST` has an effect of its own. It takes its time, and then the effect
/// happens, also when nobody waits for the answer any more. With an `Idempotency-Key` that it knows nothing is done
/// again. Its path is a secret of this run, so that no other program causes effects.
public final class HttpService implements LiveStore {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int BODY_BYTES_MAX = 1 << 20;

    private final long takesMicros;
    private final Teller teller;
    private final Gate gate;
    private final String path = "/" + UUID.randomUUID();
    private final Set<String> known = new HashSet<>();
    private final Disturbance disturbance = new Disturbance();
    private final int port;
    private HttpServer server;

    /// @throws IOException where no port can be had
    public HttpService(long takesMicros, Teller teller, Gate gate) throws IOException {
        this.takesMicros = takesMicros;
        this.teller = teller;
        this.gate = gate;
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int port) throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        fresh.createContext(path, this::serve);
        fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fresh.start();
        return fresh;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Gate gate() {
        return gate;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            Map<String, String> asked = JSON.readValue(body, new TypeReference<>() {});
            Operation operation = new Operation(
                    asked.get("key"),
                    Integer.parseInt(asked.get("version")),
                    OperationKind.valueOf(asked.get("operation")));
            int writer = Integer.parseInt(asked.get("process"));
            int cause = Integer.parseInt(asked.get("cause"));
            String error = refuses(operation);
            if (error == null) {
                TimeUnit.MICROSECONDS.sleep(takesMicros + longer());
                error = asked.get("form").equals("INVALID") ? StoreOutcome.INVALID_PAYLOAD : null;
            }
            if (error != null) {
                teller.tell(new StoreEvent.RequestRefused(operation, writer, error), cause);
                answer(exchange, 503, Map.of("error", error));
                return;
            }
            String key = exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY);
            boolean repeated = key != null && !fresh(key);
            int entry = teller.tell(new StoreEvent.RequestServed(operation, writer, key, repeated), cause);
            answer(exchange, 200, Map.of("entry", Integer.toString(entry), "repeated", Boolean.toString(repeated)));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (JacksonException | IllegalArgumentException | NullPointerException notOurs) {
            answer(exchange, 400, Map.of("error", "not understood"));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> fields) throws IOException {
        byte[] body = JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized boolean fresh(String key) {
        return known.add(key);
    }

    private synchronized String refuses(Operation operation) {
        return disturbance.refuses(operation);
    }

    private synchronized long longer() {
        return disturbance.longerMicros();
    }

    @Override
    public Caller connect(int process, Consumer<ProcessInput> mailbox) {
        return new HttpConnection(this, process, mailbox);
    }

    @Override
    public synchronized void adjust(Adjustment adjustment) {
        disturbance.apply(adjustment);
    }

    @Override
    public synchronized void kill() {
        server.stop(0);
    }

    @Override
    public synchronized void start() {
        try {
            server = listen(port);
        } catch (IOException taken) {
            throw new IllegalStateException("the service cannot listen again on 127.0.0.1:" + port, taken);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
