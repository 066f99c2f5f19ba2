package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.List;

/** How many rows the tiles have that cover an axis of fixed size. */
final class TileRows {
    /** With fewer sums under way, multiplications wait for those before: six lose a quarter of the time, eight nothing. */
    private static final int BUSY = 7;
    /** The cost of a tile beside its sums, in sums. */
    private static final int CALL = 1;

    private TileRows() {}

    /** Tiles of equal height, one below the other. */
    record Run(int rows, long count) {}

    /**
     * The cheapest cover: not 4 + 4 + 4 + 1 rows, where the last row would wait for each product, but 4 + 3 + 3 + 3; of several
     * that cost the same the one with tiles of one height, which share a method. The highest tiles come first.
     *
     * @param extent the rows to cover
     * @param most the most rows of a tile
     * @param vectors the vectors of a row
     */
    static List<Run> cover(long extent, int most, int vectors) {
        long plain = Math.max(0, extent / most - most);
        int rest = (int) (extent - plain * most);
        int[] costs = new int[rest + 1];
        int[] last = new int[rest + 1];
        for (int covered = 1; covered <= rest; covered++) {
            costs[covered] = Integer.MAX_VALUE;
            for (int rows = 1; rows <= Math.min(most, covered); rows++) {
                int cost = costs[covered - rows] + cost(rows, vectors);
                if (cost < costs[covered]) {
                    costs[covered] = cost;
                    last[covered] = rows;
                }
            }
        }
        int fewest = (rest + most - 1) / most;
        if (plain == 0 && rest % fewest == 0 && fewest * cost(rest / fewest, vectors) == costs[rest]) {
            return List.of(new Run(rest / fewest, fewest));
        }
        long[] counts = new long[most + 1];
        counts[most] = plain;
        for (int covered = rest; covered > 0; covered -= last[covered]) {
            counts[last[covered]]++;
        }
        List<Run> runs = new ArrayList<>();
        for (int rows = most; rows >= 1; rows--) {
            if (counts[rows] > 0) {
                runs.add(new Run(rows, counts[rows]));
            }
        }
        return runs;
    }

    private static int cost(int rows, int vectors) {
        return Math.max(BUSY, rows * vectors) + CALL;
    }
}
