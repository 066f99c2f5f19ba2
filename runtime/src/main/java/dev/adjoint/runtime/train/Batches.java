package dev.adjoint.runtime.train;

import dev.adjoint.runtime.data.SplitMix64;
import java.util.stream.IntStream;

/** The order of the rows in each epoch, and how it is cut into batches; both depend on the seed and the epoch alone. */
final class Batches {
    private final int[] order;
    private final int batch;
    private final boolean shuffle;
    private final long seed;
    private long shuffled = -1;

    /** Batches of so many rows, the last one of an epoch perhaps smaller; 0 for all rows in one. */
    Batches(int size, int batch, boolean shuffle, long seed) {
        this.order = IntStream.range(0, size).toArray();
        this.batch = batch == 0 ? size : Math.min(batch, size);
        this.shuffle = shuffle;
        this.seed = seed;
    }

    /** The number of rows of all batches but the last. */
    int size() {
        return batch;
    }

    int perEpoch() {
        return (order.length + batch - 1) / batch;
    }

    /** All rows in the order of an epoch, valid until another epoch is asked for. */
    int[] order(long epoch) {
        if (shuffle && shuffled != epoch) {
            for (int row = 0; row < order.length; row++) {
                order[row] = row;
            }
            SplitMix64.of(seed, "epoch " + epoch).shuffle(order);
            shuffled = epoch;
        }
        return order;
    }

    /** Where a batch begins in the order; for the number of batches, where the order ends. */
    int start(int number) {
        return (int) Math.min(order.length, (long) number * batch);
    }
}
