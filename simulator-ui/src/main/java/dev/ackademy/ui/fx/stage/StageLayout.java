package dev.ackademy.ui.fx.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where everything stands on the stage, in px of the design. Pure geometry: the same counts and size give the same
/// places.
///
/// Columns from the left: producers, broker, consumers, stores. Width beyond the design's goes to the gaps of the links
/// first, then to the tapes.
public final class StageLayout {

    public static final double WIDTH = 864;
    public static final double HEIGHT = 636;

    public static final int MOST_PRODUCERS = 10;
    public static final int MOST_TAPES = 12;
    public static final int MOST_CONSUMERS = 8;
    public static final int MOST_STORES = 4;

    public static final double CELL = 27;
    public static final double PITCH = 29.8;

    static final double ROW = 30;
    /// Below the rows of a tape.
    private static final double MARGIN = 6;

    private static final double TOP = 40;
    private static final double LEGEND = 30;
    private static final double HEAD = 44;
    private static final double WIDEST_GAP = 150;
    private static final int MOST_SLOTS = 16;

    public record Box(double x, double y, double width, double height) {

        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public double middleX() {
            return x + width / 2;
        }

        public double middleY() {
            return y + height / 2;
        }

        public boolean meets(Box other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }

        public boolean holds(double px, double py) {
            return px >= x && px <= right() && py >= y && py <= bottom();
        }
    }

    /// How much a tape or a card tells.
    public enum Size {
        FULL,
        MEDIUM,
        COMPACT
    }

    /// What one tape needs.
    ///
    /// @param cells  whether it has numbered cells
    /// @param strips rows below them
    /// @param out    where there are no cells, the row from which messages go out
    public record Shape(boolean cells, int strips, int out) {

        static final Shape LOG = new Shape(true, 0, 0);

        /// The least height at a size.
        private double least(Size size) {
            return switch (size) {
                case FULL -> (cells ? 150 : 40) + margin() + 46 * strips;
                case MEDIUM -> (cells ? 84 : 28) + margin() + 34 * strips;
                case COMPACT -> 38;
            };
        }

        /// Below the last row.
        private double margin() {
            return strips > 0 ? MARGIN : 0;
        }

        private double most(Size size) {
            if (size == Size.COMPACT) {
                return cells ? 174 : 74;
            }
            return cells ? 174 + least(size) - LOG.least(size) : least(size) + 14;
        }
    }

    /// @param producers how many cards, at most [#MOST_PRODUCERS]
    /// @param rows      one entry a store: how many rows it would like to show
    /// @param width     px of the design, at least [#WIDTH]
    /// @param height    px of the design, at least [#HEIGHT]
    public record Cast(
            int producers, List<Shape> tapes, int consumers, List<Integer> rows, double width, double height) {

        /// With the partitions of a log.
        public Cast(int producers, int tapes, int consumers, List<Integer> rows, double width, double height) {
            this(producers, Collections.nCopies(tapes, Shape.LOG), consumers, rows, width, height);
        }
    }

    private final Box area;
    private final Box broker;
    private final Size tapeSize;
    private final Size producerSize;
    private final Size consumerSize;
    private final int slots;
    private final double slotsX;
    private final List<Box> producers;
    private final List<Box> tapes;
    private final List<Shape> shapes;
    private final List<Box> consumers;
    private final List<Box> stores;
    private final List<Integer> rows;

    private StageLayout(Cast cast) {
        double width = Math.max(WIDTH, cast.width());
        double height = Math.max(HEIGHT, cast.height());
        area = new Box(0, 0, width, height);
        double bottom = height - LEGEND;
        double room = bottom - TOP;

        double extra = width - WIDTH;
        double gaps = Math.min(extra, 2 * WIDEST_GAP);
        double forSlots = extra - gaps;
        int moreSlots = (int) Math.min(MOST_SLOTS - 8, Math.floor(forSlots / PITCH));
        double left = (forSlots - moreSlots * PITCH) / 2;

        double brokerX = left + 204 + gaps / 2;
        double brokerWidth = 300 + moreSlots * PITCH;
        double consumerX = brokerX + brokerWidth + 76 + gaps / 2;

        shapes = cast.tapes().isEmpty() ? List.of(Shape.LOG) : cast.tapes();
        tapeSize = size(shapes, room - HEAD);
        List<Double> heights = heights(shapes, tapeSize, room - HEAD);
        double brokerHeight =
                HEAD + heights.stream().mapToDouble(Double::doubleValue).sum();
        double brokerY = TOP + Math.max(0, (room - brokerHeight) / 2);
        broker = new Box(brokerX, brokerY, brokerWidth, brokerHeight);
        boolean names = tapeSize == Size.COMPACT || shapes.stream().anyMatch(shape -> shape.strips() > 0);
        slots = (names ? 7 : 8) + moreSlots;
        slotsX = brokerX + (names ? 82 : 50);
        tapes = new ArrayList<>();
        double tapeY = brokerY + HEAD;
        for (int i = 0; i < cast.tapes().size(); i++) {
            tapes.add(new Box(brokerX, tapeY, brokerWidth, heights.get(i)));
            tapeY += heights.get(i);
        }

        producerSize = room / Math.max(1, cast.producers()) >= 132 ? Size.FULL : Size.COMPACT;
        producers = column(left + 16, 96, cast.producers(), producerSize == Size.FULL ? 116 : 46, TOP, room);
        consumerSize = room / Math.max(1, cast.consumers()) >= 132 ? Size.FULL : Size.COMPACT;
        consumers = column(consumerX, 84, cast.consumers(), consumerSize == Size.FULL ? 118 : 58, TOP, room);

        rows = shares(cast.rows(), room);
        stores = new ArrayList<>();
        double storesHeight = -16;
        for (int count : rows) {
            storesHeight += storeHeight(count) + 16;
        }
        double y = TOP + Math.max(0, (room - storesHeight) / 2);
        for (int count : rows) {
            stores.add(new Box(consumerX + 96, y, 176, storeHeight(count)));
            y += storeHeight(count) + 16;
        }
    }

    public static StageLayout of(Cast cast) {
        return new StageLayout(cast);
    }

    /// The most that all tapes can tell in this height.
    private static Size size(List<Shape> shapes, double room) {
        for (Size size : Size.values()) {
            if (shapes.stream().mapToDouble(shape -> shape.least(size)).sum() <= room) {
                return size;
            }
        }
        return Size.COMPACT;
    }

    /// What is left over goes to all in proportion.
    private static List<Double> heights(List<Shape> shapes, Size size, double room) {
        double least = shapes.stream().mapToDouble(shape -> shape.least(size)).sum();
        double most = shapes.stream().mapToDouble(shape -> shape.most(size)).sum();
        double share = Math.clamp((room - least) / Math.max(1, most - least), 0, 1);
        return shapes.stream()
                .map(shape -> shape.least(size) + share * (shape.most(size) - shape.least(size)))
                .toList();
    }

    private static List<Box> column(double x, double width, int count, double height, double top, double room) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double middle = top + room * (i + 0.5) / count;
            boxes.add(new Box(x, middle - height / 2, width, height));
        }
        return boxes;
    }

    static double storeHeight(int rows) {
        return 57 + rows * ROW;
    }

    /// How many rows each store may show so that all of them fit: the largest give way first.
    private static List<Integer> shares(List<Integer> wanted, double room) {
        List<Integer> rows = new ArrayList<>(wanted);
        while (true) {
            double needs = -16;
            int largest = 0;
            for (int i = 0; i < rows.size(); i++) {
                needs += storeHeight(rows.get(i)) + 16;
                largest = rows.get(i) > rows.get(largest) ? i : largest;
            }
            if (needs <= room || rows.isEmpty() || rows.get(largest) <= 1) {
                return rows;
            }
            rows.set(largest, rows.get(largest) - 1);
        }
    }

    public Box area() {
        return area;
    }

    public Box broker() {
        return broker;
    }

    public List<Box> producers() {
        return producers;
    }

    public List<Box> tapes() {
        return tapes;
    }

    public List<Box> consumers() {
        return consumers;
    }

    public List<Box> stores() {
        return stores;
    }

    /// How many rows each store has room for.
    public List<Integer> rows() {
        return rows;
    }

    public Size tapeSize() {
        return tapeSize;
    }

    public Size producerSize() {
        return producerSize;
    }

    public Size consumerSize() {
        return consumerSize;
    }

    /// How many cells of a tape are to be seen.
    public int slots() {
        return slots;
    }

    public double cellHeight() {
        return switch (tapeSize) {
            case FULL -> 34;
            case MEDIUM -> 28;
            case COMPACT -> 22;
        };
    }

    public double cellX(double slot) {
        return slotsX + slot * PITCH;
    }

    public double cellY(int tape) {
        Box box = tapes.get(tape);
        return switch (tapeSize) {
            case FULL -> box.y() + 67 + (tapeHeight(tape) - 174) / 2;
            case MEDIUM -> box.y() + 41 + Math.max(0, (tapeHeight(tape) - 100) / 2);
            case COMPACT -> box.middleY() - 15;
        };
    }

    /// What the rows of a tape leave to its head and its cells.
    private double tapeHeight(int tape) {
        double strips = tapeSize == Size.COMPACT ? 0 : shapes.get(tape).strips() * stripPitch();
        return tapes.get(tape).height() - strips;
    }

    private double stripPitch() {
        return tapeSize == Size.FULL ? 46 : 34;
    }

    /// The cells of a row below the tape; of a compact tape that has no cells of its own, its only one.
    public Box strip(int tape, int strip) {
        Box box = tapes.get(tape);
        double wide = slots * PITCH;
        if (tapeSize == Size.COMPACT) {
            return new Box(slotsX, cellY(tape), wide, cellHeight());
        }
        double y = box.y() + tapeHeight(tape) - MARGIN + strip * stripPitch();
        return new Box(slotsX, y + (tapeSize == Size.FULL ? 7 : 5), wide, tapeSize == Size.FULL ? 24 : 19);
    }

    /// Where messages come in or go out, px from the top.
    private double door(int tape, boolean out) {
        Shape shape = shapes.get(tape);
        if (tapeSize == Size.COMPACT || shape.cells() || shape.strips() == 0) {
            return cellY(tape) + cellHeight() / 2;
        }
        return strip(tape, out ? shape.out() : 0).middleY();
    }

    /// The band of a tape's name, leader and replicas.
    public Box head(int tape) {
        boolean bare = !shapes.get(tape).cells() && tapeSize != Size.COMPACT;
        double y = switch (tapeSize) {
            case FULL -> bare ? tapes.get(tape).y() + 10 : cellY(tape) - 54;
            case MEDIUM -> bare ? tapes.get(tape).y() + 6 : cellY(tape) - 38;
            case COMPACT -> cellY(tape) + cellHeight() / 2 - 9;
        };
        double right = tapeSize == Size.COMPACT ? slotsX - 6 : broker.right() - 8;
        return new Box(broker.x() + 12, y, right - broker.x() - 12, 18.5);
    }

    /// The band of the offsets over the cells; of no height where there is no room for them.
    public Box numbers(int tape) {
        double high = tapeSize == Size.COMPACT ? 0 : 9;
        return new Box(slotsX, cellY(tape) - 4 - high, slots * PITCH, high);
    }

    /// The band under the cells in which the readers stand.
    public Box readers(int tape) {
        double y = cellY(tape) + cellHeight() + 3;
        return new Box(slotsX, y, slots * PITCH, tapeSize == Size.FULL ? 46 : 9);
    }

    /// Where a link meets this end, in px.
    public double[] port(StageFrame.End end) {
        int i = end.index();
        return switch (end.side()) {
            case PRODUCER -> {
                Box box = producers.get(i);
                yield new double[] {box.right(), box.middleY()};
            }
            case TAPE_IN -> new double[] {broker.x(), door(i, false)};
            case TAPE_OUT -> new double[] {broker.right(), door(i, true)};
            case CONSUMER -> {
                Box box = consumers.get(i);
                yield new double[] {box.x(), box.middleY()};
            }
            case STORE -> {
                Box box = stores.get(i);
                yield new double[] {box.x(), box.y() + 14};
            }
        };
    }

    /// The curve of a link: four points of a cubic, x and y each. `lane` shifts both ends, so that several
    /// things on one link stay apart.
    public double[][] curve(StageFrame.End from, StageFrame.End to, double shift) {
        double[] a = port(from);
        double[] b = port(to);
        if (from.side() == StageFrame.Side.CONSUMER && to.side() == StageFrame.Side.STORE) {
            a = new double[] {
                consumers.get(from.index()).right(), consumers.get(from.index()).middleY()
            };
        }
        if (to.side() == StageFrame.Side.CONSUMER && from.side() == StageFrame.Side.STORE) {
            b = new double[] {
                consumers.get(to.index()).right(), consumers.get(to.index()).middleY()
            };
        }
        double ay = a[1] + shift;
        double by = b[1] + shift;
        double dx = (b[0] - a[0]) * 0.5;
        return new double[][] {{a[0], ay}, {a[0] + dx, ay}, {b[0] - dx, by}, {b[0], by}};
    }

    /// The point at `t` (0 to 1) of a cubic.
    public static double[] at(double[][] curve, double t) {
        double u = 1 - t;
        double[] point = new double[2];
        for (int i = 0; i < 2; i++) {
            point[i] = u * u * u * curve[0][i]
                    + 3 * u * u * t * curve[1][i]
                    + 3 * u * t * t * curve[2][i]
                    + t * t * t * curve[3][i];
        }
        return point;
    }

    /// The direction at `t`, in degrees.
    public static double angle(double[][] curve, double t) {
        double[] a = at(curve, Math.max(0, t - 0.02));
        double[] b = at(curve, Math.min(1, t + 0.02));
        return Math.toDegrees(Math.atan2(b[1] - a[1], b[0] - a[0]));
    }
}
