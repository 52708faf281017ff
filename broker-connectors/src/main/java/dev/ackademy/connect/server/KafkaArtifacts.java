package dev.ackademy.connect.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The jars of the Kafka server (about 43 MB) and the class-data archive that halves its start. They are no
/// dependency of the build: Maven resolves `server-kafka/pom.xml` into its own repository when a live Kafka is
/// first asked for, and the list of jars is kept in the cache folder until a jar is gone or the POM changes.
///
/// @param jars every jar of the server, in class path order
/// @param archive where the JVM keeps its class-data archive of the server; made at the first clean stop
record KafkaArtifacts(List<Path> jars, Path archive) {
    private static final Duration RESOLVE_LIMIT = Duration.ofMinutes(10);
    private static final String POM = "pom.xml";

    static synchronized KafkaArtifacts resolved() throws IOException {
        Path folder = CacheFolder.of("kafka-server");
        String pom = pom();
        Path list = folder.resolve("class-path-" + Integer.toHexString(pom.hashCode()) + ".txt");
        List<Path> jars = read(list);
        if (jars.isEmpty()) {
            resolve(folder, pom, list);
            jars = read(list);
        }
        if (jars.isEmpty()) {
            throw new BrokerUnavailable("Maven resolved the Kafka server, but its jars are not all in " + list);
        }
        String archive =
                "classes-%s-%s.jsa".formatted(Runtime.version().feature(), Integer.toHexString(jars.hashCode()));
        return new KafkaArtifacts(jars, folder.resolve(archive));
    }

    String classPath() {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    private static List<Path> read(Path list) throws IOException {
        if (!Files.isRegularFile(list)) {
            return List.of();
        }
        List<Path> jars = Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return jars.stream().allMatch(Files::isRegularFile) ? jars : List.of();
    }

    private static void resolve(Path folder, String pom, Path list) throws IOException {
        System.err.println("Fetching the Kafka server (about 43 MB, once) ...");
        Path project = Files.createTempDirectory(folder, "resolve-");
        try (ChildServer maven = ChildServer.in("maven")) {
            Path pomFile = Files.writeString(project.resolve("pom.xml"), pom);
            Path fresh = project.resolve("class-path.txt");
            List<String> command = new ArrayList<>(mavenCommand());
            command.addAll(List.of("-B", "-q", "-f", pomFile.toString(), "dependency:build-classpath"));
            command.add("-Dmdep.outputFile=" + fresh);
            maven.run(command, RESOLVE_LIMIT);
            Files.move(fresh, list, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(pomFile);
        } finally {
            Files.deleteIfExists(project.resolve("pom.xml"));
            Files.deleteIfExists(project);
        }
    }

    /// The wrapper of the project we run in, else the `mvn` of the path.
    private static List<String> mavenCommand() throws BrokerUnavailable {
        boolean windows = File.separatorChar == '\\';
        String wrapper = windows ? "mvnw.cmd" : "mvnw";
        for (Path at = startFolder(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(wrapper))) {
                Path found = at.resolve(wrapper);
                return windows ? List.of(found.toString()) : List.of("sh", found.toString());
            }
        }
        return Executables.onPath(windows ? "mvn.cmd" : "mvn")
                .map(path -> List.of(path.toString()))
                .orElseThrow(() -> new BrokerUnavailable(
                        "fetching the Kafka server needs Maven: neither mvnw in a folder above nor mvn on the PATH"));
    }

    /// The folder that the launcher names, else the current one.
    private static Path startFolder() {
        String home = System.getenv("ACKADEMY_HOME");
        return Path.of(home == null || home.isBlank() ? "" : home).toAbsolutePath();
    }

    private static String pom() throws IOException {
        try (InputStream in = KafkaArtifacts.class.getResourceAsStream(POM)) {
            if (in == null) {
                throw new IllegalStateException(POM + " is missing beside " + KafkaArtifacts.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
