package dev.adjoint.samples.peers.tensorflow;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow for Java: static graphs, run by a session. */
@AutoService(Library.class)
public final class TensorFlow implements Library {
    @Override
    public String name() {
        return "tensorflow";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return Optional.empty();
    }

    @Override
    public Step open(Workload workload, int threads) {
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        Networks networks = new Networks(tf);
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build();
        if (workload.predicts()) {
            Placeholder<TFloat32> x = tf.placeholder(
                    TFloat32.class,
                    Placeholder.shape(Shape.of(1, workload.task().rowSize())));
            Operand<TFloat32> logits = workload == Workload.P1 ? networks.tanh(x) : networks.classifier(x, 128);
            return new Prediction(session(graph, config, networks), x, logits, workload);
        }
        Training training = new Training(tf, networks, workload);
        return training.on(session(graph, config, networks));
    }

    private static Session session(Graph graph, ConfigProto config, Networks networks) {
        Session session = new Session(graph, config);
        Session.Runner runner = session.runner();
        networks.initializers().forEach(runner::addTarget);
        runner.run().close();
        return session;
    }

    /** A copy of an array as a constant of the graph, or as a tensor. */
    static org.tensorflow.ndarray.buffer.FloatDataBuffer buffer(float[] values) {
        return DataBuffers.of(values, true, true);
    }
}
