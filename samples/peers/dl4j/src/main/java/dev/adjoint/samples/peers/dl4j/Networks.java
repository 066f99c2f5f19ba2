package dev.adjoint.samples.peers.dl4j;

import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks, started from the values that all contestants start from. */
final class Networks {
    private static final int UNITS = 64;

    private Networks() {}

    static MultiLayerNetwork of(Workload workload) {
        return switch (workload) {
            case W1 -> dense(Activation.TANH, LossFunction.MCXENT, Activation.SOFTMAX, 4, 16, 3);
            case P1 -> dense(Activation.TANH, LossFunction.MSE, Activation.IDENTITY, 4, 16, 3);
            case W2 -> dense(Activation.SIGMOID, LossFunction.MSE, Activation.SIGMOID, 2, 8, 1);
            case W3 -> dense(Activation.RELU, LossFunction.MCXENT, Activation.SOFTMAX, 784, 128, 10);
            case P3 -> dense(Activation.RELU, LossFunction.MSE, Activation.IDENTITY, 784, 128, 10);
            case W4 -> dense(Activation.RELU, LossFunction.MCXENT, Activation.SOFTMAX, 784, 1024, 1024, 10);
            case W7 -> dense(Activation.RELU, LossFunction.XENT, Activation.SIGMOID, 32, 64, 64, 1);
            case W5 -> convolutional();
            case W6 -> recurrent();
            case W9 -> throw new IllegalArgumentException(workload.name());
        };
    }

    private static NeuralNetConfiguration.ListBuilder layers(boolean adam) {
        IUpdater updater = adam ? new Adam(0.001) : new Sgd(0.01);
        return new NeuralNetConfiguration.Builder().updater(updater).list();
    }

    private static MultiLayerNetwork dense(Activation hidden, LossFunction loss, Activation last, int... sizes) {
        NeuralNetConfiguration.ListBuilder layers = layers(hidden == Activation.RELU);
        int depth = sizes.length - 1;
        for (int i = 1; i < depth; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(sizes[i - 1])
                    .nOut(sizes[i])
                    .activation(hidden)
                    .build());
        }
        layers.layer(output(loss, last, sizes[depth - 1], sizes[depth]));
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        for (int i = 1; i <= depth; i++) {
            float[] kernel = Problem.kernel("dense" + i + "/kernel", sizes[i - 1], sizes[i]);
            set(network, (i - 1) + "_W", Nd4j.create(kernel, new long[] {sizes[i - 1], sizes[i]}, 'c'));
        }
        return network;
    }

    private static OutputLayer output(LossFunction loss, Activation activation, int in, int units) {
        return new OutputLayer.Builder(loss)
                .nIn(in)
                .nOut(units)
                .activation(activation)
                .build();
    }

    /** Channels first, which is what its native kernels are fastest with. */
    private static MultiLayerNetwork convolutional() {
        MultiLayerNetwork network = new MultiLayerNetwork(layers(true)
                .layer(convolution(16))
                .layer(pooling())
                .layer(convolution(32))
                .layer(pooling())
                .layer(new DenseLayer.Builder()
                        .nOut(128)
                        .activation(Activation.RELU)
                        .build())
                .layer(output(LossFunction.MCXENT, Activation.SOFTMAX, 128, 10))
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        set(network, "0_W", filters(Problem.kernel("conv-2d1/kernel", 3, 3, 1, 16), 1, 16));
        set(network, "2_W", filters(Problem.kernel("conv-2d2/kernel", 3, 3, 16, 32), 16, 32));
        INDArray flat = Nd4j.create(Problem.kernel("dense1/kernel", 800, 128), new long[] {5, 5, 32, 128}, 'c');
        set(network, "4_W", flat.permute(2, 0, 1, 3).dup('c').reshape('c', 800, 128));
        set(network, "5_W", Nd4j.create(Problem.kernel("dense2/kernel", 128, 10), new long[] {128, 10}, 'c'));
        return network;
    }

    private static ConvolutionLayer convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .activation(Activation.RELU)
                .build();
    }

    private static SubsamplingLayer pooling() {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static INDArray filters(float[] kernel, int channels, int filters) {
        return Nd4j.create(kernel, new long[] {3, 3, channels, filters}, 'c').permute(3, 2, 0, 1);
    }

    private static MultiLayerNetwork recurrent() {
        MultiLayerNetwork network = new MultiLayerNetwork(layers(true)
                .layer(new LastTimeStep(new LSTM.Builder()
                        .nIn(16)
                        .nOut(UNITS)
                        .activation(Activation.TANH)
                        .forgetGateBiasInit(1)
                        .build()))
                .layer(output(LossFunction.MCXENT, Activation.SOFTMAX, UNITS, 10))
                .build());
        network.init();
        set(network, "0_W", gates(Problem.kernel("lstm1/kernel", 16, 4 * UNITS), 16));
        set(network, "0_RW", gates(Problem.kernel("lstm1/recurrent-kernel", UNITS, 4 * UNITS), UNITS));
        set(network, "1_W", Nd4j.create(Problem.kernel("dense1/kernel", UNITS, 10), new long[] {UNITS, 10}, 'c'));
        return network;
    }

    /** The gates in the order i, f, g, o, to those in the order g, f, o, i. */
    private static INDArray gates(float[] kernel, int rows) {
        int[] order = {2, 1, 3, 0};
        float[] result = new float[kernel.length];
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < 4; gate++) {
                System.arraycopy(kernel, (row * 4 + order[gate]) * UNITS, result, (row * 4 + gate) * UNITS, UNITS);
            }
        }
        return Nd4j.create(result, new long[] {rows, 4L * UNITS}, 'c');
    }

    private static void set(MultiLayerNetwork network, String name, INDArray values) {
        network.getParam(name).assign(values);
    }
}
