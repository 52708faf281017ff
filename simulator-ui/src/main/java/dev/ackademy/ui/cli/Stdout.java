package dev.ackademy.ui.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/// The standard output. A reader that has seen enough (`| head`) may close it, and nothing is said about that; that it
/// cannot be written for another reason is kept to be told.
final class Stdout extends OutputStream {

    private final OutputStream to;
    private String problem = "";

    Stdout() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    Stdout(OutputStream to) {
        this.to = to;
    }

    PrintWriter writer() {
        return new PrintWriter(new BufferedWriter(new OutputStreamWriter(this, System.out.charset())));
    }

    /// Empty where there was none.
    String problem() {
        return problem;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            boolean closedByReader = message.toLowerCase(java.util.Locale.ROOT).contains("pipe");
            if (problem.isEmpty() && !closedByReader) {
                problem = message;
            }
            throw e;
        }
    }
}
