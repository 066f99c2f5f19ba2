package dev.adjoint.samples.peers.tensorflow;

import dev.adjoint.samples.benchmarks.workload.Problem;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The long short-term memory as one fused op for all its steps; the gradient of that op is called by hand. */
final class Recurrent {
    private static final int STEPS = 32;
    private static final int INPUTS = 16;
    private static final int UNITS = 64;

    private final Ops tf;
    private final int batch;
    private final Operand<TFloat32> x;
    private final Variable<TFloat32> kernel;
    private final Variable<TFloat32> bias;
    private final Operand<TFloat32> zeroState;
    private final Operand<TFloat32> noPeephole;
    private final Operand<TInt64> steps;
    private final BlockLSTM<TFloat32> block;
    private final Operand<TFloat32> last;

    /**
     * A memory that sees a batch.
     *
     * @param values [batch, steps, inputs]
     */
    Recurrent(Ops tf, Networks networks, float[] values) {
        this.tf = tf;
        this.batch = values.length / STEPS / INPUTS;
        this.x = tf.constant(Shape.of(STEPS, batch, INPUTS), TensorFlow.buffer(stepsFirst(values, batch)));
        float[] both = new float[(INPUTS + UNITS) * 4 * UNITS];
        float[] ofInputs = Problem.kernel("lstm1/kernel", INPUTS, 4 * UNITS);
        float[] ofState = Problem.kernel("lstm1/recurrent-kernel", UNITS, 4 * UNITS);
        System.arraycopy(ofInputs, 0, both, 0, ofInputs.length);
        System.arraycopy(ofState, 0, both, ofInputs.length, ofState.length);
        this.kernel = networks.parameter(both, INPUTS + UNITS, 4 * UNITS);
        float[] first = new float[4 * UNITS];
        Arrays.fill(first, UNITS, 2 * UNITS, 1);
        this.bias = networks.parameter(first, 4 * UNITS);
        this.zeroState = zeros(batch, UNITS);
        this.noPeephole = zeros(UNITS);
        this.steps = tf.constant((long) STEPS);
        this.block = BlockLSTM.create(
                tf.scope(), steps, x, zeroState, zeroState, kernel, noPeephole, noPeephole, noPeephole, bias);
        this.last = tf.reshape(
                tf.slice(block.h(), tf.constant(new int[] {STEPS - 1, 0, 0}), tf.constant(new int[] {1, batch, UNITS})),
                tf.constant(new int[] {batch, UNITS}));
    }

    /** The state after the last step, [batch, units]. */
    Operand<TFloat32> last() {
        return last;
    }

    /** The gradients of kernel and bias. */
    List<Operand<TFloat32>> gradients(Operand<TFloat32> lastGradient) {
        Operand<TFloat32> earlier = zeros(STEPS - 1, batch, UNITS);
        Operand<TFloat32> states = tf.concat(
                List.of(earlier, tf.reshape(lastGradient, tf.constant(new int[] {1, batch, UNITS}))), tf.constant(0));
        BlockLSTMGrad<TFloat32> gradient = BlockLSTMGrad.create(
                tf.scope(),
                steps,
                x,
                zeroState,
                zeroState,
                kernel,
                noPeephole,
                noPeephole,
                noPeephole,
                bias,
                block.i(),
                block.cs(),
                block.f(),
                block.o(),
                block.ci(),
                block.co(),
                block.h(),
                zeros(STEPS, batch, UNITS),
                states,
                false);
        return List.of(gradient.wGrad(), gradient.bGrad());
    }

    private Operand<TFloat32> zeros(long... shape) {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        return tf.constant(Shape.of(shape), TensorFlow.buffer(new float[size]));
    }

    private static float[] stepsFirst(float[] values, int batch) {
        float[] turned = new float[values.length];
        for (int row = 0; row < batch; row++) {
            for (int step = 0; step < STEPS; step++) {
                System.arraycopy(values, (row * STEPS + step) * INPUTS, turned, (step * batch + row) * INPUTS, INPUTS);
            }
        }
        return turned;
    }
}
