package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.model.Guarantee;
import dev.ackademy.ui.fx.run.AnomalyWords;
import java.util.List;
import java.util.Map;

/// The matrix at one moment: sorts of places by policies.
///
/// @param cells by [Spot]; every pair of a row and a column has one
public record Board(List<Column> columns, List<Row> rows, Map<Spot, Cell> cells) {

    static final Board NONE = new Board(List.of(), List.of(), Map.of());

    /// Where a cell is.
    ///
    /// @param row    a sort of places as [dev.ackademy.core.explore.Place#row] calls it; empty for the run
    /// without a fault
    /// @param policy a preset; empty for the scenario as it is
    public record Spot(String row, String policy) {}

    /// How far a column is.
    public enum Phase {
        WAITING,
        RUNNING,
        DONE,
        STOPPED
    }

    /// @param atHand    whether this is the scenario as it stands on the stage
    /// @param undecided whether a run ended at a limit: a clean cell says nothing
    public record Column(String policy, String title, String about, boolean atHand, Phase phase, boolean undecided) {}

    /// @param sort null for the run without a fault
    public record Row(String name, String title, String about, dev.ackademy.core.explore.Place.Sort sort) {}

    /// @param places   how many of the row show it; 0 where nothing has to go wrong
    /// @param promised whether the column promises that it cannot happen
    public record Mark(Guarantee guarantee, int places, boolean promised) {

        AnomalyWords words() {
            return AnomalyWords.of(guarantee);
        }
    }

    /// @param places of the row under the policy; 0 where there are none
    /// @param done   of those, finished in the level that is searched now
    public record Cell(List<Mark> marks, int places, int done, Phase phase, boolean undecided, boolean always) {

        /// Whether there is a run to look at.
        boolean opens() {
            return !marks.isEmpty();
        }

        /// Whether something was tried, so that a clean cell says something.
        boolean tried() {
            return always || done > 0 || phase == Phase.DONE && places > 0;
        }

        /// What a cell without marks says.
        String clean() {
            if (places == 0 && !always) {
                return "–";
            }
            return switch (phase) {
                case WAITING -> "";
                case RUNNING -> tried() ? "None so far" : "Not yet";
                case STOPPED -> tried() ? "None found" : "Not tried";
                case DONE -> undecided ? "Unknown" : "Holds";
            };
        }

        /// The line below the marks.
        String below() {
            if (always) {
                return marks.isEmpty() ? "" : "without any fault";
            }
            if (places == 0) {
                return "no such place here";
            }
            String all = (marks.isEmpty() && phase == Phase.WAITING ? "" : "of ")
                    + places
                    + (places == 1 ? " place" : " places");
            return (phase == Phase.RUNNING || phase == Phase.STOPPED) && done < places
                    ? all + ", " + done + " done"
                    : all;
        }

        /// How much of it breaks what was promised, as the colour says it: 0 for nothing, to 3.
        int heat() {
            int most = 0;
            boolean any = false;
            for (Mark mark : marks) {
                if (mark.promised()) {
                    any = true;
                    most = Math.max(most, mark.places());
                }
            }
            if (!any) {
                return 0;
            }
            double share = always ? 1 : (double) most / places;
            return share < 0.15 ? 1 : share < 0.3 ? 2 : 3;
        }

        /// `Lost 4, Duplicated 2 (allowed), of 18 places`
        String words() {
            if (marks.isEmpty()) {
                return (clean() + " " + below()).strip();
            }
            StringBuilder words = new StringBuilder();
            for (Mark mark : marks) {
                words.append(mark.words().title())
                        .append(mark.places() == 0 ? "" : " " + mark.places())
                        .append(mark.promised() ? ", broken, " : ", allowed, ");
            }
            return words + below();
        }
    }

    Cell cell(Spot spot) {
        return cells.get(spot);
    }
}
