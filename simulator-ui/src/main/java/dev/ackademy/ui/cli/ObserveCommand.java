package dev.ackademy.ui.cli;

import dev.ackademy.connect.live.Observation;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.LiveBench;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `observe --broker kafka://host:port --topic T`: looks at somebody's topics without writing anything, and judges what
/// is stored in them.
@Command(
        name = "observe",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Look at topics of your own cluster, change nothing, and judge what is stored in them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy observe --broker kafka://localhost:9092 --topic orders --group billing --for 30",
            "  ackademy observe --broker nats://localhost:4222 --topic ORDERS --identity Nats-Msg-Id"
        })
final class ObserveCommand implements Callable<Integer> {

    private static final int LONGEST_SECONDS = 86_400;

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            required = true,
            description = "A topic or stream; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--group", paramLabel = "GROUP", description = "A group whose positions are told; may be repeated.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--identity",
            paramLabel = "HEADER",
            description =
                    "The header that tells which operation a record stands for: two with the same are duplicates.")
    private String identity;

    @Option(names = "--for", paramLabel = "SECONDS", description = "How long to look: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(names = "--record", paramLabel = "OUT", description = "Write what is seen to this file, as it goes.")
    private String record;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new WrongUse("--for takes 1 to " + LONGEST_SECONDS + " seconds, not " + seconds + ".");
        }
        if (!broker.given()) {
            throw new WrongUse("observe needs --broker kafka://host:port or nats://host:port.");
        }
        LiveProgress told = new LiveProgress(spec.commandLine().getErr());
        Judged run;
        try (Observation observation = new Observation(broker.address(), broker.access(), topics, groups, identity);
                Progress progress = Progress.on(spec.commandLine().getErr())) {
            Duration time = Duration.ofSeconds(seconds);
            told.expected(broker.address().toString(), Duration.ZERO, time);
            Consumer<TraceEntry> watcher = entry -> told.at(progress, entry);
            run = LiveBench.observe(observation, time, record, watcher);
        } catch (IOException gone) {
            spec.commandLine().getErr().println("ackademy: " + SafeText.of(gone.getMessage()));
            return ExitCode.BROKER_UNAVAILABLE.code();
        }
        output.print(run, "", spec.commandLine().getOut(), ackademy.terminal());
        return (run.report().findings().isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED).code();
    }
}
