package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class StdoutTest {

    private static String problemOf(String failure) {
        Stdout stdout = new Stdout(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        });
        PrintWriter writer = stdout.writer();
        writer.println("something");
        writer.flush();
        return stdout.problem();
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoProblem() {
        assertThat(problemOf("Broken pipe")).isEmpty();
        assertThat(problemOf("The pipe is being closed")).isEmpty();
    }

    @Test
    void aFullDiskIs() {
        assertThat(problemOf("No space left on device")).isEqualTo("No space left on device");
    }
}
