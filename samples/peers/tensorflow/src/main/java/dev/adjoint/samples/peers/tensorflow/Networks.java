package dev.adjoint.samples.peers.tensorflow;

import dev.adjoint.samples.benchmarks.workload.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/** The networks as ops, and their variables, which start from the values that all contestants start from. */
final class Networks {
    private final Ops tf;
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Operand<TFloat32>> initializers = new ArrayList<>();

    Networks(Ops tf) {
        this.tf = tf;
    }

    List<Variable<TFloat32>> variables() {
        return variables;
    }

    List<Operand<TFloat32>> initializers() {
        return initializers;
    }

    /** A variable that is not trained. */
    Variable<TFloat32> state(float[] values, long... shape) {
        Variable<TFloat32> variable = tf.variable(Shape.of(shape), TFloat32.class);
        initializers.add(tf.assign(variable, tf.constant(Shape.of(shape), TensorFlow.buffer(values))));
        return variable;
    }

    Variable<TFloat32> parameter(float[] values, long... shape) {
        Variable<TFloat32> variable = state(values, shape);
        variables.add(variable);
        return variable;
    }

    Variable<TFloat32> kernel(String path, int... shape) {
        return parameter(
                Problem.kernel(path, shape), Arrays.stream(shape).asLongStream().toArray());
    }

    private Variable<TFloat32> filled(float value, int size) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return parameter(values, size);
    }

    Operand<TFloat32> dense(Operand<TFloat32> x, String path, int in, int units) {
        Operand<TFloat32> product = tf.linalg.matMul(x, kernel(path + "/kernel", in, units));
        return tf.nn.biasAdd(product, filled(0, units));
    }

    Operand<TFloat32> tanh(Operand<TFloat32> x) {
        return dense(tf.math.tanh(dense(x, "dense1", 4, 16)), "dense2", 16, 3);
    }

    Operand<TFloat32> sigmoid(Operand<TFloat32> x) {
        return tf.math.sigmoid(dense(tf.math.sigmoid(dense(x, "dense1", 2, 8)), "dense2", 8, 1));
    }

    Operand<TFloat32> classifier(Operand<TFloat32> x, int... hidden) {
        return perceptron(x, 784, 10, hidden);
    }

    Operand<TFloat32> perceptron(Operand<TFloat32> x, int inputs, int outputs, int... hidden) {
        Operand<TFloat32> y = x;
        int in = inputs;
        int number = 1;
        for (int units : hidden) {
            y = tf.nn.relu(dense(y, "dense" + number++, in, units));
            in = units;
        }
        return dense(y, "dense" + number, in, outputs);
    }

    Operand<TFloat32> convolutional(Operand<TFloat32> x) {
        Operand<TFloat32> first = pool(tf.nn.relu(convolution(x, "conv-2d1", 1, 16)));
        Operand<TFloat32> second = pool(tf.nn.relu(convolution(first, "conv-2d2", 16, 32)));
        Operand<TFloat32> flat = tf.reshape(second, tf.constant(new int[] {-1, 800}));
        return dense(tf.nn.relu(dense(flat, "dense1", 800, 128)), "dense2", 128, 10);
    }

    private Operand<TFloat32> convolution(Operand<TFloat32> x, String path, int channels, int filters) {
        Operand<TFloat32> kernel = kernel(path + "/kernel", 3, 3, channels, filters);
        Operand<TFloat32> product = tf.nn.conv2d(x, kernel, List.of(1L, 1L, 1L, 1L), "VALID");
        return tf.nn.biasAdd(product, filled(0, filters));
    }

    private Operand<TFloat32> pool(Operand<TFloat32> x) {
        return tf.nn.maxPool(x, tf.constant(new int[] {1, 2, 2, 1}), tf.constant(new int[] {1, 2, 2, 1}), "VALID");
    }

    /** An encoder block whose rows are [batch, 32, 64], the mean over the 32, and a dense layer. */
    Operand<TFloat32> transformer(Operand<TFloat32> x, int batch) {
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, 64}));
        Operand<TFloat32> query = heads(dense(flat, "attention/query", 64, 64), batch);
        Operand<TFloat32> key = heads(dense(flat, "attention/key", 64, 64), batch);
        Operand<TFloat32> value = heads(dense(flat, "attention/value", 64, 64), batch);
        Operand<TFloat32> scores = tf.math.mul(
                tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true)), tf.constant(0.25f));
        Operand<TFloat32> weights = tf.reshape(
                tf.nn.softmax(tf.reshape(scores, tf.constant(new int[] {-1, 32}))),
                tf.constant(new int[] {batch, 4, 32, 32}));
        Operand<TFloat32> mixed = tf.linalg.transpose(
                tf.train.batchMatMul(weights, value, TFloat32.class), tf.constant(new int[] {0, 2, 1, 3}));
        Operand<TFloat32> attention =
                dense(tf.reshape(mixed, tf.constant(new int[] {-1, 64})), "attention/output", 64, 64);
        Operand<TFloat32> norm1 = norm(tf.math.add(flat, attention));
        Operand<TFloat32> forward = dense(tf.nn.relu(dense(norm1, "dense1", 64, 128)), "dense2", 128, 64);
        Operand<TFloat32> norm2 = norm(tf.math.add(norm1, forward));
        Operand<TFloat32> steps = tf.reshape(norm2, tf.constant(new int[] {batch, 32, 64}));
        return dense(tf.math.mean(steps, tf.constant(new int[] {1})), "dense3", 64, 10);
    }

    private Operand<TFloat32> heads(Operand<TFloat32> x, int batch) {
        Operand<TFloat32> cut = tf.reshape(x, tf.constant(new int[] {batch, 32, 4, 16}));
        return tf.linalg.transpose(cut, tf.constant(new int[] {0, 2, 1, 3}));
    }

    private Operand<TFloat32> norm(Operand<TFloat32> x) {
        Operand<TFloat32> mean = tf.math.mean(x, tf.constant(new int[] {1}), Mean.keepDims(true));
        Operand<TFloat32> centred = tf.math.sub(x, mean);
        Operand<TFloat32> variance =
                tf.math.mean(tf.math.square(centred), tf.constant(new int[] {1}), Mean.keepDims(true));
        Operand<TFloat32> deviation = tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5f)));
        Operand<TFloat32> scaled = tf.math.mul(tf.math.mul(centred, deviation), filled(1, 64));
        return tf.nn.biasAdd(scaled, filled(0, 64));
    }
}
