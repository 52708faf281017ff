package dev.ackademy.lessons;

/// A file of lessons that is not taken, in one sentence: cause and next step. Nothing of it is installed.
public final class PackRefused extends IllegalArgumentException {

    PackRefused(String sentence) {
        super(sentence, null);
    }
}
