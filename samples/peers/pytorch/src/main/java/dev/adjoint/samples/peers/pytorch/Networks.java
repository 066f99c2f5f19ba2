package dev.adjoint.samples.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The networks as blocks, and the values that all contestants start from in the layout of this library. */
final class Networks {
    private static final int UNITS = 64;

    private final int batch;
    private final List<Runnable> fillers = new ArrayList<>();

    Networks(int batch) {
        this.batch = batch;
    }

    /** Sets the parameters of the network, which has to be initialized by then. */
    void fill() {
        fillers.forEach(Runnable::run);
    }

    SequentialBlock of(Workload workload) {
        return switch (workload) {
            case W1, P1 -> sequence(dense("dense1", 4, 16), new LambdaBlock(Activation::tanh), dense("dense2", 16, 3));
            case W2 ->
                sequence(
                        dense("dense1", 2, 8),
                        new LambdaBlock(Activation::sigmoid),
                        dense("dense2", 8, 1),
                        new LambdaBlock(Activation::sigmoid));
            case W3, P3 -> sequence(dense("dense1", 784, 128), relu(), dense("dense2", 128, 10));
            case W4 ->
                sequence(
                        dense("dense1", 784, 1024),
                        relu(),
                        dense("dense2", 1024, 1024),
                        relu(),
                        dense("dense3", 1024, 10));
            case W5 -> convolutional();
            case W6 -> recurrent();
            case W7 ->
                sequence(dense("dense1", 32, 64), relu(), dense("dense2", 64, 64), relu(), dense("dense3", 64, 1));
            case W9 -> transformer();
        };
    }

    private static SequentialBlock sequence(Block... blocks) {
        SequentialBlock sequence = new SequentialBlock();
        for (Block block : blocks) {
            sequence.add(block);
        }
        return sequence;
    }

    private static Block relu() {
        return new LambdaBlock(Activation::relu);
    }

    /** Its weights are [units, in]. */
    Block dense(String path, int in, int units) {
        Linear block = Linear.builder().setUnits(units).build();
        fillers.add(() -> set(block, "weight", transposed(Problem.kernel(path + "/kernel", in, units), in, units)));
        return block;
    }

    /** Channels first: what was [height, width, channels] is viewed as [channels, height, width], there being one. */
    private SequentialBlock convolutional() {
        Block dense1 = Linear.builder().setUnits(128).build();
        fillers.add(() -> set(dense1, "weight", flatWeights(Problem.kernel("dense1/kernel", 800, 128))));
        return sequence(
                new LambdaBlock(list -> new NDList(list.singletonOrThrow().reshape(batch, 1, 28, 28))),
                convolution("conv-2d1", 1, 16),
                relu(),
                Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)),
                convolution("conv-2d2", 16, 32),
                relu(),
                Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)),
                Blocks.batchFlattenBlock(),
                dense1,
                relu(),
                dense("dense2", 128, 10));
    }

    /** Its weights are [filters, channels, 3, 3]. */
    private Block convolution(String path, int channels, int filters) {
        Conv2d block = Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(filters)
                .build();
        fillers.add(() -> {
            float[] kernel = Problem.kernel(path + "/kernel", 3, 3, channels, filters);
            set(block, "weight", transposed(kernel, 9 * channels, filters, channels));
        });
        return block;
    }

    private SequentialBlock recurrent() {
        LSTM block = LSTM.builder()
                .setStateSize(UNITS)
                .setNumLayers(1)
                .optBatchFirst(true)
                .optReturnState(false)
                .build();
        fillers.add(() -> {
            set(block, "i2h_weight", transposed(Problem.kernel("lstm1/kernel", 16, 4 * UNITS), 16, 4 * UNITS));
            set(
                    block,
                    "h2h_weight",
                    transposed(Problem.kernel("lstm1/recurrent-kernel", UNITS, 4 * UNITS), UNITS, 4 * UNITS));
            float[] bias = new float[4 * UNITS];
            set(block, "h2h_bias", bias.clone());
            Arrays.fill(bias, UNITS, 2 * UNITS, 1);
            set(block, "i2h_bias", bias);
        });
        return sequence(
                block, new LambdaBlock(list -> new NDList(list.get(0).get(":,-1"))), dense("dense1", UNITS, 10));
    }

    private SequentialBlock transformer() {
        Attention attention = new Attention(
                dense("attention/query", 64, 64),
                dense("attention/key", 64, 64),
                dense("attention/value", 64, 64),
                dense("attention/output", 64, 64));
        Block forward = sequence(dense("dense1", 64, 128), relu(), dense("dense2", 128, 64));
        return sequence(
                residual(attention),
                norm(),
                residual(forward),
                norm(),
                new LambdaBlock(list -> new NDList(list.singletonOrThrow().mean(new int[] {1}))),
                dense("dense3", 64, 10));
    }

    private static Block residual(Block block) {
        return new ParallelBlock(
                lists -> new NDList(
                        lists.get(0).singletonOrThrow().add(lists.get(1).singletonOrThrow())),
                List.of(Blocks.identityBlock(), block));
    }

    private static Block norm() {
        return LayerNorm.builder().axis(2).optEpsilon(1e-5f).build();
    }

    private static void set(Block block, String name, float[] values) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getName().toLowerCase(Locale.ROOT).endsWith(name)) {
                NDArray array = parameter.getArray();
                if (array.size() != values.length) {
                    throw new IllegalStateException(name + " has the shape " + array.getShape());
                }
                array.set(values);
                return;
            }
        }
        throw new IllegalStateException(
                "no " + name + " in " + block.getParameters().keys());
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        return transposed(values, rows, columns, rows);
    }

    /** [spots, channels, columns] to [columns, channels, spots]. */
    private static float[] transposed(float[] values, int rows, int columns, int channels) {
        float[] result = new float[values.length];
        int spots = rows / channels;
        for (int row = 0; row < rows; row++) {
            int place = row % channels * spots + row / channels;
            for (int column = 0; column < columns; column++) {
                result[column * rows + place] = values[row * columns + column];
            }
        }
        return result;
    }

    /** The kernel behind [5, 5, 32] flattened, for one behind [32, 5, 5] flattened. */
    private static float[] flatWeights(float[] kernel) {
        return transposed(kernel, 800, 128, 32);
    }
}
