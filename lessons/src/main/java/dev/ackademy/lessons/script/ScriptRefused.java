package dev.ackademy.lessons.script;

/// A text of a lesson that cannot be read, in one line: file, line, cause and what to do.
public final class ScriptRefused extends IllegalArgumentException {

    public ScriptRefused(String file, int line, String cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + cause + ".", null);
    }
}
