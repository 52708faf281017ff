package dev.ackademy.connect.live;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A store that only knows single writes: each is one line of a file, the version that was written. The page cache
/// keeps it when its writer is killed.
record EffectFile(Path file) {
    StoreOutcome carryOut(StoreCommand command) {
        if (!(command instanceof StoreCommand.Write write)) {
            return new StoreOutcome.Failed(command.request(), "this store only writes", Certainty.NOT_DONE);
        }
        try {
            String line = write.operation().version() + "\n";
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            return new StoreOutcome.Failed(command.request(), e.toString(), Certainty.MAYBE_DONE);
        }
        Row row = new Row(
                write.operation().version(),
                write.payload().fields(),
                false,
                write.payload().sourceMicros());
        return new StoreOutcome.Done(command.request(), row, true, 0, 0);
    }

    /// The versions in the order in which they were written.
    List<Integer> effects() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
                : List.of();
    }
}
