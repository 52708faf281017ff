package dev.ackademy.ui.workbench;

/// What was asked for cannot be done, in one sentence for the person who asked: cause and next step.
public final class WrongUse extends RuntimeException {

    public WrongUse(String sentence) {
        super(sentence, null, false, false);
    }
}
