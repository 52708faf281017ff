package dev.ackademy.core.explore;

import java.util.Locale;

/// A point of the fault-free run at which something can go wrong, with what goes wrong there: a choice and its answer.
///
/// @param number from 0, in the order in which the run meets them
public record Place(int number, Decision decision, Sort sort, String row) {

    /// What goes wrong.
    public enum Sort {
        REFUSED("Request refused"),
        CUT_BEFORE("Connection cut before the request"),
        CUT_AFTER("Connection cut before the answer"),
        LATE_REQUEST("Request comes late"),
        LATE_ANSWER("Answer comes late"),
        SERVER_CRASH("crashes behind a request"),
        STEP_CRASH("crashes at a step"),
        SERVER_PAUSE("pauses behind a request"),
        STEP_PAUSE("pauses at a step"),
        SLOW("is slow behind a request"),
        FAIL("refuses behind a request"),
        POWER("Power lost behind a request"),
        PARTITION("Link parted behind a request"),
        SKEW("Clock set off"),
        ORDER("Overtaken by another event");

        private final String words;

        Sort(String words) {
            this.words = words;
        }

        /// `refused`, `cut-before`
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Place of(int number, Decision decision) {
        String[] parts = decision.key().split("/");
        Sort sort = sort(parts, decision.answer());
        return new Place(number, decision, sort, row(sort, parts));
    }

    private static Sort sort(String[] parts, int answer) {
        return switch (parts[0]) {
            case "refuse" -> Sort.REFUSED;
            case "cut" -> answer == 1 && !parts[1].equals("answer") ? Sort.CUT_BEFORE : Sort.CUT_AFTER;
            case "late" -> parts[1].equals("answer") ? Sort.LATE_ANSWER : Sort.LATE_REQUEST;
            case "crash" -> ofStep(parts) ? Sort.STEP_CRASH : Sort.SERVER_CRASH;
            case "pause" -> ofStep(parts) ? Sort.STEP_PAUSE : Sort.SERVER_PAUSE;
            case "slow" -> Sort.SLOW;
            case "fail" -> Sort.FAIL;
            case "power-off" -> Sort.POWER;
            case "partition" -> Sort.PARTITION;
            case "skew" -> Sort.SKEW;
            case "overtake", "race" -> Sort.ORDER;
            default -> throw new IllegalArgumentException("no place: " + String.join("/", parts));
        };
    }

    /// `crash/billing.1/1-write/after/A#2/1` is at a step, `crash/B1/produce/shop.1/A#2/1` behind a
    /// request.
    static boolean ofStep(String[] parts) {
        return parts.length > 3 && (parts[3].equals("before") || parts[3].equals("during") || parts[3].equals("after"));
    }

    /// What the places of a row have in common, as its title.
    private static String row(Sort sort, String[] parts) {
        return switch (sort) {
            case STEP_CRASH, STEP_PAUSE ->
                parts[1].replaceAll("\\.[0-9]+$", "") + (sort == Sort.STEP_CRASH ? " crashes " : " pauses ") + parts[3]
                        + " " + parts[2].substring(parts[2].indexOf('-') + 1);
            case SERVER_CRASH, SERVER_PAUSE, SLOW, FAIL -> parts[1] + " " + sort.words;
            case REFUSED, CUT_BEFORE, CUT_AFTER, LATE_REQUEST, LATE_ANSWER, POWER, PARTITION, SKEW, ORDER -> sort.words;
        };
    }

    /// `cut/produce/shop.1/A#2/1=1`
    @Override
    public String toString() {
        return decision.toString();
    }
}
