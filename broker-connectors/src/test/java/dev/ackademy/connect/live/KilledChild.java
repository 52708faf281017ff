package dev.ackademy.connect.live;

import dev.ackademy.connect.server.KafkaServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The billing process of b1 in a JVM of its own. At the crash point it says so and stands still, until it is killed.
final class KilledChild {
    private static final String AT_CRASH_POINT = "at the crash point";

    private KilledChild() {}

    static void runToTheCrashPointAndKill(KafkaServer.Link link, String topic, Path effects) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        Integer.toString(link.listens()),
                        Integer.toString(link.advertised()),
                        topic,
                        effects.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader()) {
            String said = out.readLine();
            if (!AT_CRASH_POINT.equals(said)) {
                throw new AssertionError("the child said '%s' instead of '%s'".formatted(said, AT_CRASH_POINT));
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        KafkaServer.Link link = new KafkaServer.Link(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        CountDownLatch never = new CountDownLatch(1);
        LiveProcess billing = new LiveProcess(
                Processes.billing(arguments[2], 10),
                KafkaProcesses.link(link, KafkaProcesses.producer(true)),
                new EffectFile(Path.of(arguments[3])));
        billing.start(point -> {
            if (Processes.seventhAcknowledgementIsNext(point)) {
                System.out.println(AT_CRASH_POINT);
                standStill(never);
            }
            return false;
        });
        never.await();
    }

    private static void standStill(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
