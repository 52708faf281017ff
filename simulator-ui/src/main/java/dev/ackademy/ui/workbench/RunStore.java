package dev.ackademy.ui.workbench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.h2.Driver;
import org.h2.api.ErrorCode;

/// Opens a store of ours, such as the run library. What is not ours, damaged or newer is set aside under another name
/// and a new store is begun; nothing is overwritten. A new store is made under another name and moved into place when
/// it is whole, so that only a file that was looked into ([StoreInspection]) is ever opened under this one.
final class RunStore {

    /// No server, no other dialect, no trace file, no statistics that would rewrite the schema; every
    /// commit is on the disk when it returns.
    private static final String SETTINGS = ";ACCESS_MODE_DATA=rw;AUTO_SERVER=FALSE;MODE=REGULAR;TRACE_LEVEL_FILE=0"
            + ";TRACE_LEVEL_SYSTEM_OUT=0;ANALYZE_AUTO=0;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StoreSchema schema;
    private final Path home;
    private final Path file;
    private final Consumer<String> message;

    private RunStore(Path home, StoreSchema schema, Consumer<String> message) {
        this.schema = schema;
        this.home = home;
        this.file = home.resolve(schema.fileName());
        this.message = message;
    }

    /// Null where there can be none; `message` was then told why.
    static Connection open(Path home, StoreSchema schema, Consumer<String> message) {
        try {
            return new RunStore(home.toAbsolutePath().normalize(), schema, message).open();
        } catch (IOException | SQLException | RuntimeException e) {
            message.accept(
                    "The " + schema.name() + " in " + home + " cannot be used: " + cause(e) + ". " + schema.without());
            return null;
        }
    }

    /// One line.
    static String cause(Exception e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "no permission";
            case java.nio.file.FileAlreadyExistsException _ -> "it is a file, not a folder";
            case WrongUse _ -> e.getMessage();
            default ->
                StoreSchema.plain(
                        e.getMessage() == null
                                ? e.toString()
                                : e.getMessage().lines().findFirst().orElse(e.toString()));
        };
    }

    private Connection open() throws IOException, SQLException {
        String path = home.toString();
        if (path.indexOf(';') >= 0 || path.indexOf('\\') >= 0 && File.separatorChar != '\\') {
            throw new WrongUse(
                    "the folder's name has a semicolon or backslash in it, which the database cannot take; set "
                            + UserFolder.VARIABLE + " to another folder");
        }
        Files.createDirectories(home);
        // H2 puts a compacted file of this name in the place of a store that is missing.
        Path compacted = home.resolve(schema.fileName() + ".newFile");
        if (Files.exists(compacted, LinkOption.NOFOLLOW_LINKS)) {
            setAside(compacted, "was not written by Ackademy");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            StoreInspection.Result found = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? StoreInspection.of(file, schema)
                    : new StoreInspection.Result(StoreInspection.Answer.UNUSABLE, "is not a plain file");
            if (found.answer() == StoreInspection.Answer.IN_USE) {
                return inUse();
            }
            if (found.answer() != StoreInspection.Answer.OURS) {
                setAside(file, found.words());
            }
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            create();
        }
        if (!Files.isWritable(file)) {
            throw new IOException(schema.fileName() + " cannot be written");
        }
        try {
            return migrated(connect(file, ";IFEXISTS=TRUE"));
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return inUse();
            }
            throw e;
        }
    }

    private Connection inUse() {
        message.accept("Another Ackademy is using the " + schema.name() + " in " + home + ". " + schema.without());
        return null;
    }

    private void setAside(Path what, String words) throws IOException {
        String stamp = STAMP.format(Instant.now());
        for (int i = 1; ; i++) {
            Path to = home.resolve(schema.file() + "-" + stamp + (i == 1 ? "" : "-" + i) + ".set-aside");
            if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(what, to);
                message.accept("The " + schema.name() + " " + what + " " + words + ". It was set aside as "
                        + to.getFileName() + ", and a new one begun.");
                return;
            }
        }
    }

    private void create() throws IOException, SQLException {
        Path folder = Files.createTempDirectory(home, "new-");
        Path fresh = folder.resolve(schema.fileName());
        try {
            try (Connection connection = connect(fresh, "")) {
                for (List<String> step : schema.steps()) {
                    execute(connection, step);
                }
            }
            Files.move(fresh, file);
        } catch (java.nio.file.FileAlreadyExistsException _) {
            // Another Ackademy was quicker; its store was made in the same way.
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(folder);
        }
    }

    private static Connection connect(Path database, String more) throws SQLException {
        String path = database.toString();
        Properties user = new Properties();
        user.setProperty("user", "ACKADEMY");
        user.setProperty("password", "");
        return Driver.load()
                .connect(
                        "jdbc:h2:file:" + path.substring(0, path.length() - ".mv.db".length()) + SETTINGS + more, user);
    }

    private Connection migrated(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                var version = statement.executeQuery("SELECT VERSION FROM " + schema.version())) {
            version.next();
            for (int step = version.getInt(1); step < schema.newest(); step++) {
                execute(connection, schema.steps().get(step));
            }
        }
        connection.commit();
        return connection;
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
