package dev.adjoint.codegen.schedule;

/** How many vectors wide the panels of a contraction are. */
public final class PanelWidth {
    /** The floats between two vectors of a panel from which on caches suffer, so that panels of their own pay. */
    public static final int FAR = 64;

    private static final int FEW_ROWS = 4;
    private static final int MOST_VECTORS = 8;
    private static final int NARROW = 3;

    private PanelWidth() {}

    /**
     * Two vectors; three where that leaves nothing over, and more where there are few rows, so that enough sums run side
     * by side.
     *
     * @param extent the elements across
     * @param rows how many rows of data they are multiplied with
     */
    public static int of(long extent, long rows, int lanes) {
        long needed = (extent + lanes - 1) / lanes;
        if (areFew(rows)) {
            return (int) Math.min(needed, MOST_VECTORS / Math.max(1, rows));
        }
        return needed <= NARROW ? (int) needed : 2;
    }

    /** Whether a tile has room for all rows, and for more than two vectors of each. */
    public static boolean areFew(long rows) {
        return rows < FEW_ROWS;
    }

    /**
     * How many vectors wide weights stand in memory. A tile of few rows reads them once, as fast as the cache gives them: one
     * vector from each of several panels is twice as fast as as many that stand side by side.
     *
     * @param extent the elements across
     * @param rows how many rows of data they are multiplied with
     */
    static int inMemory(long extent, long rows, int lanes) {
        return areFew(rows) ? 1 : of(extent, rows, lanes);
    }
}
