package dev.adjoint.runtime.train;

import dev.adjoint.api.backend.Execution;
import dev.adjoint.runtime.data.Column;
import java.util.Optional;

/** Tells a program whose batches make one update in groups how large the group is and where it ends. */
final class GroupFeed {
    private static final float[] UNUSED = new float[1];

    private final Batches batches;
    private final int accumulate;
    private final Optional<Column> weights;
    private final float[] groupRows;
    private final float[] groupWeight;
    private final float[] apply;
    private final float[] weight = new float[1];

    GroupFeed(Execution execution, Batches batches, int accumulate, Optional<Column> weights) {
        this.batches = batches;
        this.accumulate = accumulate;
        this.weights = weights;
        this.groupRows = execution.input(Programs.GROUP_ROWS);
        this.groupWeight = weights.isPresent() ? execution.input(Programs.GROUP_WEIGHT) : UNUSED;
        this.apply = execution.input(Programs.APPLY);
    }

    /** For a batch of an epoch with the given order of rows. */
    void fill(int batch, int[] order) {
        int first = batch - batch % accumulate;
        int end = Math.min(first + accumulate, batches.perEpoch());
        groupRows[0] = batches.start(end) - batches.start(first);
        apply[0] = batch + 1 == end ? 1 : 0;
        if (weights.isPresent()) {
            double sum = 0;
            for (int at = batches.start(first); at < batches.start(end); at++) {
                weights.get().copy(order[at], weight, 0);
                sum += weight[0];
            }
            groupWeight[0] = (float) sum;
        }
    }
}
