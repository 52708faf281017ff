package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ackademy.core.check.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.Driver;
import org.h2.api.AggregateFunction;
import org.h2.api.Trigger;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be found where the library's file should be.
class RunStoreTest {

    @TempDir
    private Path home;

    private final List<String> messages = new ArrayList<>();

    private Path file() {
        return home.resolve(RunSchema.STORE.fileName());
    }

    private RunLibrary open() {
        return RunLibrary.open(home, messages::add);
    }

    static KnownRun add(RunLibrary library, long seed) {
        KnownVerdict verdict = new KnownVerdict(
                "0.0.9", "d" + seed, Report.Outcome.EXPECTED, List.of(), new TreeMap<>(), List.of("it"));
        RunRecipe recipe = new RunRecipe("x.yaml", "text ".repeat(200) + seed, "", List.of(), seed);
        return library.add(recipe, "t", verdict, Instant.ofEpochMilli(seed)).orElseThrow();
    }

    private void fill(int runs) {
        try (RunLibrary library = open()) {
            for (int i = 1; i <= runs; i++) {
                add(library, i);
            }
        }
    }

    private List<Path> aside() {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(each -> each.toString().endsWith(".set-aside")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens, and finds that what was there was set aside, byte by byte, and that a new library works.
    private void isSetAside(byte[] was, String cause) throws IOException {
        try (RunLibrary library = open()) {
            assertThat(library.isOpen()).isTrue();
            assertThat(library.recent(9)).isEmpty();
            add(library, 77);
        }
        assertThat(aside()).hasSize(1);
        assertThat(aside().getFirst()).hasBinaryContent(was);
        assertThat(messages).singleElement().asString().contains(cause, "set aside as runs-");
        try (RunLibrary library = open()) {
            assertThat(library.recent(9)).hasSize(1);
        }
        assertThat(messages).hasSize(1);
    }

    @Test
    void aStoreOfThisVersionOpensAsOurs() {
        fill(3);
        assertThat(StoreInspection.of(file(), RunSchema.STORE))
                .isEqualTo(new StoreInspection.Result(StoreInspection.Answer.OURS, ""));
        assertThat(home).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H", "some text\n", "H:2,block:9,blockSize:1000,chunk:7,format:3"})
    void aTextIsSetAside(String text) throws IOException {
        Files.writeString(file(), text);
        isSetAside(text.getBytes(StandardCharsets.UTF_8), "damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4096, 12_288, 100_000})
    void randomBytesAreSetAside(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(file(), bytes);
        isSetAside(bytes, "damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aCutStoreIsSetAsideOrGivesWhatItHolds(int tenths) throws IOException {
        fill(40);
        byte[] whole = Files.readAllBytes(file());
        byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10 - 1);
        Files.write(file(), cut);
        endsWell(cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aDamagedStoreIsSetAsideOrGivesWhatItHolds(int seed) throws IOException {
        fill(40);
        byte[] bytes = Files.readAllBytes(file());
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Files.write(file(), bytes);
        endsWell(bytes);
    }

    private void endsWell(byte[] was) throws IOException {
        try (RunLibrary library = open()) {
            assertThat(library.isOpen()).isTrue();
            for (KnownRun run : library.recent(100)) {
                assertThat(run.recipe().source()).isEqualTo("x.yaml");
            }
            assertThat(messages).hasSize(aside().size());
            add(library, 78);
        }
        for (Path each : aside()) {
            assertThat(each).hasBinaryContent(was);
        }
    }

    @Test
    void aNewerStoreIsSetAsideWithAllItsRuns() throws Exception {
        fill(2);
        sql(
                "UPDATE LIBRARY SET VERSION = 3",
                "ALTER TABLE RUN ADD COLUMN LATER INTEGER",
                "CREATE TABLE MORE(ID BIGINT PRIMARY KEY)");
        isSetAside(Files.readAllBytes(file()), "newer Ackademy");
    }

    @Test
    void aStoreOfTheFirstVersionKeepsItsRunsAndLearnsWhatWasSeen() throws Exception {
        fill(2);
        sql("DROP TABLE SEEN", "UPDATE LIBRARY SET VERSION = 1");
        try (RunLibrary library = open()) {
            List<KnownRun> runs = library.recent(10);
            assertThat(runs).hasSize(2).noneMatch(KnownRun::seen);
            library.seen(runs.getFirst().recipe(), runs.getFirst().verdict().digest());
        }
        try (RunLibrary again = open()) {
            assertThat(again.recent(10)).extracting(KnownRun::seen).containsExactly(true, false);
            again.remove(again.recent(1).getFirst().id());
            assertThat(again.recent(10)).noneMatch(KnownRun::seen);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void severalAreSetAsideUnderNamesOfTheirOwn() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.writeString(file(), "text " + i);
            open().close();
        }
        assertThat(aside()).hasSize(4);
        assertThat(messages).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ALIAS EVIL AS 'void f() throws Exception { java.nio.file.Files.createFile("
                        + "java.nio.file.Path.of(\"EVIL\")); }'",
                "CREATE ALIAS EVIL FOR 'java.lang.System.gc'",
                "CREATE TRIGGER EVIL AFTER INSERT ON RUN FOR EACH ROW AS 'org.h2.api.Trigger f() throws Exception {"
                        + " new java.io.File(\"EVIL\").createNewFile(); return (c, o, n) -> { }; }'",
                "CREATE TRIGGER EVIL AFTER INSERT ON RUN FOR EACH ROW CALL"
                        + " 'dev.ackademy.ui.workbench.RunStoreTest$Foreign'",
                "CREATE LINKED TABLE EVIL('', 'jdbc:h2:mem:', '', '', '(SELECT 1)')",
                "CREATE VIEW EVIL AS SELECT CSVWRITE('EVIL', 'SELECT 1') AS X",
                "CREATE TABLE EVIL(X VARCHAR DEFAULT FILE_WRITE(X'41', 'EVIL'))",
                "ALTER TABLE RUN ADD COLUMN EVIL INTEGER",
                "ALTER TABLE RUN ALTER COLUMN TITLE SET DEFAULT FILE_READ('/etc/passwd', 'UTF-8')",
                "ALTER TABLE RUN ADD CONSTRAINT EVIL CHECK (ID <> 12)",
                "CREATE SCHEMA EVIL",
                "CREATE USER EVIL PASSWORD '' ADMIN",
                "CREATE DOMAIN EVIL AS INTEGER",
                "CREATE CONSTANT EVIL VALUE 1",
                "CREATE AGGREGATE EVIL FOR 'dev.ackademy.ui.workbench.RunStoreTest$Foreign'",
                "CREATE SYNONYM EVIL FOR RUN",
                "CREATE SEQUENCE EVIL",
                "CREATE ROLE EVIL",
                "COMMENT ON TABLE RUN IS 'evil'",
                "DROP INDEX RUN_TURN",
                "DROP TABLE LIBRARY",
                "UPDATE LIBRARY SET VERSION = 0",
                "DELETE FROM LIBRARY",
            })
    void aStoreWithAnythingThatIsNotOursIsSetAsideUnopened(String statement) throws Exception {
        fill(2);
        sql(statement);
        byte[] was = Files.readAllBytes(file());
        Files.deleteIfExists(Path.of("EVIL"));
        Foreign.made = 0;
        isSetAside(was, statement.startsWith("C") || statement.startsWith("A") ? "did not write" : "not a run library");
        assertThat(Path.of("EVIL")).doesNotExist();
        assertThat(Foreign.made).as("code that the file names was loaded").isZero();
    }

    @Test
    void aTransactionThatWouldBringForeignSchemaBackIsNotRolledBack() throws Exception {
        fill(2);
        try (MVStore store = new MVStore.Builder().fileName(file().toString()).open()) {
            store.openMap("undoLog.1").put("a key", "a value");
        }
        isSetAside(Files.readAllBytes(file()), "not written to its end");
    }

    @Test
    void aCompactedFileIsNotTakenInPlaceOfAMissingStore() throws Exception {
        fill(1);
        sql("CREATE ALIAS EVIL FOR 'java.lang.System.gc'");
        Files.move(file(), home.resolve("runs.mv.db.newFile"));
        isSetAside(Files.readAllBytes(home.resolve("runs.mv.db.newFile")), "not written by Ackademy");
    }

    @Test
    void aFolderOrALinkInPlaceOfTheFileIsSetAside(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(file());
        open().close();
        assertThat(aside()).singleElement().satisfies(each -> assertThat(each).isDirectory());
        Files.delete(file());
        Path other = Files.writeString(elsewhere.resolve("other.mv.db"), "theirs");
        Files.createSymbolicLink(file(), other);
        open().close();
        assertThat(aside()).hasSize(2);
        assertThat(other).hasContent("theirs");
        assertThat(file()).isRegularFile();
    }

    @Test
    void aHomeThatIsAFileIsLeftAlone() throws IOException {
        Path notAFolder = Files.writeString(home.resolve("file"), "mine");
        for (Path path : List.of(notAFolder, notAFolder.resolve("deeper"))) {
            messages.clear();
            try (RunLibrary library = RunLibrary.open(path, messages::add)) {
                assertThat(library.isOpen()).isFalse();
            }
            assertThat(messages).singleElement().asString().contains("cannot be used", "not kept");
        }
        assertThat(notAFolder).hasContent("mine");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeWrittenGivesALibraryWithoutRuns() {
        assertThat(home.toFile().setWritable(false)).isTrue();
        try {
            assumeThat(Files.isWritable(home)).as("may write everywhere").isFalse();
            open().close();
            assertThat(messages).singleElement().asString().contains("cannot be used: no permission", "not kept");
        } finally {
            assertThat(home.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void aStoreThatCannotBeWrittenGivesALibraryWithoutRuns() throws IOException {
        fill(1);
        assertThat(file().toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(file())).as("may write everywhere").isFalse();
        byte[] was = Files.readAllBytes(file());
        try (RunLibrary library = open()) {
            assertThat(library.isOpen()).isFalse();
        }
        assertThat(file()).hasBinaryContent(was);
        assertThat(messages).singleElement().asString().contains("cannot be written");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeMadeGivesALibraryWithoutRuns() {
        try (RunLibrary library = RunLibrary.open(Path.of("/dev/null/ackademy"), messages::add)) {
            assertThat(library.isOpen()).isFalse();
        }
        assertThat(messages).hasSize(1);
    }

    @Test
    void aSecondLibraryInTheSameProcessKeepsNothingAndSaysSo() {
        try (RunLibrary first = open();
                RunLibrary second = open()) {
            assertThat(second.isOpen()).isFalse();
            assertThat(messages).singleElement().asString().contains("Another Ackademy");
            add(first, 1);
            assertThat(second.recent(9)).isEmpty();
        }
    }

    @Test
    void anotherProcessKeepsTheLibraryAndWhatItCommittedSurvivesItsSuddenEnd() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
            assertThat(lines.readLine()).isEqualTo("1");
            try (RunLibrary second = open()) {
                assertThat(second.isOpen()).isFalse();
            }
            assertThat(messages).singleElement().asString().contains("Another Ackademy");
            while (told < 150) {
                told = Long.parseLong(lines.readLine());
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
        messages.clear();
        try (RunLibrary after = open()) {
            assertThat(after.recent(1000)).hasSizeGreaterThanOrEqualTo((int) told);
        }
        assertThat(messages).isEmpty();
    }

    /// Adds runs until it is ended, and tells the number of each.
    static final class OtherProcess {

        public static void main(String... home) {
            RunLibrary library = RunLibrary.open(Path.of(home[0]), System.err::println);
            for (int i = 1; i <= 400; i++) {
                add(library, i);
                System.out.println(i);
                System.out.flush();
            }
        }
    }

    /// What a foreign schema may name.
    public static final class Foreign implements Trigger, AggregateFunction {

        private static int made;

        public Foreign() {
            made++;
        }

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            made++;
        }

        @Override
        public int getType(int[] inputTypes) {
            return Types.INTEGER;
        }

        @Override
        public void add(Object value) {
            made++;
        }

        @Override
        public Object getResult() {
            return 1;
        }
    }

    private Connection connect() throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", "ACKADEMY");
        user.setProperty("password", "");
        return Driver.load().connect("jdbc:h2:file:" + home.resolve("runs") + ";TRACE_LEVEL_FILE=0", user);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
