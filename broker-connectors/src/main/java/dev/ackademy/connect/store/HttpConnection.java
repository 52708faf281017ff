package dev.ackademy.connect.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;

/// The HTTP client of one incarnation at a service. A call has no time-out here but the longest that a run may wait:
/// the step has its own.
final class HttpConnection implements LiveStore.Caller {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpService service;
    private final int process;
    private final Consumer<ProcessInput> mailbox;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean dead;

    HttpConnection(HttpService service, int process, Consumer<ProcessInput> mailbox) {
        this.service = service;
        this.process = process;
        this.mailbox = mailbox;
    }

    @Override
    public void ask(StoreCommand command, int cause) {
        try {
            threads.execute(() -> {
                try {
                    tell(pass(command, cause));
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException processDied) {
            // Nobody waits for the outcome.
        }
    }

    private StoreOutcome pass(StoreCommand command, int cause) throws InterruptedException {
        LiveStore.Gate.Passage passage = service.gate().ask(process, command);
        if (passage.loseRequest()) {
            return new StoreOutcome.Failed(command.request(), "connection reset", Certainty.MAYBE_DONE);
        }
        if (passage.error() != null) {
            return new StoreOutcome.Failed(command.request(), passage.error(), Certainty.NOT_DONE);
        }
        StoreOutcome outcome = command instanceof StoreCommand.Request request
                ? call(request, cause)
                : new StoreOutcome.Failed(command.request(), "a service takes calls only", Certainty.NOT_DONE);
        return passage.loseAnswer()
                ? new StoreOutcome.Failed(command.request(), "connection reset", Certainty.MAYBE_DONE)
                : outcome;
    }

    private StoreOutcome call(StoreCommand.Request request, int cause) throws InterruptedException {
        Map<String, String> body = new TreeMap<>(Map.of(
                "key", request.operation().key(),
                "version", Integer.toString(request.operation().version()),
                "operation", request.operation().kind().name(),
                "form", request.payload().form().name(),
                "process", Integer.toString(process),
                "cause", Integer.toString(cause)));
        HttpRequest.Builder post = HttpRequest.newBuilder(service.address())
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HttpService.JSON.writeValueAsString(body)));
        if (request.idempotencyKey() != null) {
            post.header(HttpService.IDEMPOTENCY_KEY, request.idempotencyKey());
        }
        try {
            HttpResponse<String> answer = client.send(post.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> said = HttpService.JSON.readValue(answer.body(), new TypeReference<>() {});
            return answer.statusCode() == 200
                    ? new StoreOutcome.Done(
                            request.request(),
                            null,
                            said.get("repeated").equals("false"),
                            0,
                            Integer.parseInt(said.get("entry")))
                    : new StoreOutcome.Failed(request.request(), said.get("error"), Certainty.NOT_DONE);
        } catch (ConnectException refused) {
            return new StoreOutcome.Failed(request.request(), "connection refused", Certainty.NOT_DONE);
        } catch (IOException broken) {
            return new StoreOutcome.Failed(request.request(), "connection reset", Certainty.MAYBE_DONE);
        }
    }

    private void tell(StoreOutcome outcome) {
        if (!dead) {
            mailbox.accept(new ProcessInput.FromStore("", outcome));
        }
    }

    @Override
    public void abort() {
        dead = true;
        threads.shutdownNow();
        client.shutdownNow();
    }
}
