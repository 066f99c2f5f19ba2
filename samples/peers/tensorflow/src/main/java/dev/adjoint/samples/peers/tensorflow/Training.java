package dev.adjoint.samples.peers.tensorflow;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The graph of a training step: loss, gradients, and updates that wait for all gradients. */
final class Training {
    private static final float ADAM_RATE = 0.001f;
    private static final float DESCENT_RATE = 0.01f;

    private final Ops tf;
    private final Networks networks;
    private final Operand<TFloat32> loss;
    private final List<Op> updates = new ArrayList<>();

    Training(Ops tf, Networks networks, Workload workload) {
        this.tf = tf;
        this.networks = networks;
        Problem problem = Problem.of(workload.task());
        if (workload == Workload.W6) {
            Recurrent memory = new Recurrent(tf, networks, problem.x());
            loss = classLoss(networks.dense(memory.last(), "dense1", 64, 10), problem);
            List<Variable<TFloat32>> variables = networks.variables();
            List<Operand<TFloat32>> dense = gradients(loss, List.of(variables.get(2), variables.get(3), memory.last()));
            List<Operand<TFloat32>> gradients = new ArrayList<>(memory.gradients(dense.get(2)));
            gradients.addAll(dense.subList(0, 2));
            update(gradients, true);
            return;
        }
        int batch = workload.task().batch();
        long[] shape = LongStream.concat(
                        LongStream.of(batch), workload.task().row().stream().mapToLong(Integer::longValue))
                .toArray();
        Operand<TFloat32> x = tf.constant(Shape.of(shape), TensorFlow.buffer(problem.x()));
        loss = switch (workload) {
            case W1 -> classLoss(networks.tanh(x), problem);
            case W2 -> squaredLoss(networks.sigmoid(x), problem);
            case W3 -> classLoss(networks.classifier(x, 128), problem);
            case W4 -> classLoss(networks.classifier(x, 1024, 1024), problem);
            case W5 -> classLoss(networks.convolutional(x), problem);
            case W7 -> bitLoss(networks.perceptron(x, 32, 1, 64, 64), problem);
            case W9 -> classLoss(networks.transformer(x, batch), problem);
            default -> throw new IllegalArgumentException(workload.name());
        };
        update(gradients(loss, networks.variables()), workload != Workload.W1 && workload != Workload.W2);
    }

    private Operand<TFloat32> classLoss(Operand<TFloat32> logits, Problem problem) {
        int[] shape = {problem.targets().length, problem.task().outputs()};
        Operand<TFloat32> targets = tf.constant(Shape.of(shape[0], shape[1]), TensorFlow.buffer(problem.oneHot()));
        return mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss());
    }

    private Operand<TFloat32> squaredLoss(Operand<TFloat32> y, Problem problem) {
        return mean(tf.math.squaredDifference(y, targets(problem)));
    }

    private Operand<TFloat32> bitLoss(Operand<TFloat32> logits, Problem problem) {
        Operand<TFloat32> tail = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(logits))));
        Operand<TFloat32> head = tf.math.sub(tf.nn.relu(logits), tf.math.mul(logits, targets(problem)));
        return mean(tf.math.add(head, tail));
    }

    private Operand<TFloat32> targets(Problem problem) {
        return tf.constant(Shape.of(problem.targets().length, 1), TensorFlow.buffer(problem.targets()));
    }

    private Operand<TFloat32> mean(Operand<TFloat32> losses) {
        Operand<TFloat32> flat = tf.reshape(losses, tf.constant(new int[] {-1}));
        return tf.math.mean(flat, tf.constant(new int[] {0}));
    }

    private List<Operand<TFloat32>> gradients(Operand<TFloat32> of, List<? extends Operand<TFloat32>> by) {
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        tf.gradients(of, by).dy().forEach(gradient -> gradients.add(gradient.expect(TFloat32.class)));
        return gradients;
    }

    private void update(List<Operand<TFloat32>> gradients, boolean adam) {
        List<Variable<TFloat32>> variables = List.copyOf(networks.variables());
        Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
        if (!adam) {
            for (int i = 0; i < gradients.size(); i++) {
                updates.add(after.train.applyGradientDescent(
                        variables.get(i), tf.constant(DESCENT_RATE), gradients.get(i)));
            }
            return;
        }
        Variable<TFloat32> power1 = networks.state(new float[] {0.9f});
        Variable<TFloat32> power2 = networks.state(new float[] {0.999f});
        for (int i = 0; i < gradients.size(); i++) {
            long[] shape = variables.get(i).shape().asArray();
            int size = (int) variables.get(i).shape().size();
            updates.add(after.train.applyAdam(
                    variables.get(i),
                    networks.state(new float[size], shape),
                    networks.state(new float[size], shape),
                    power1,
                    power2,
                    tf.constant(ADAM_RATE),
                    tf.constant(0.9f),
                    tf.constant(0.999f),
                    tf.constant(1e-8f),
                    gradients.get(i)));
        }
        Ops last = tf.withControlDependencies(List.copyOf(updates));
        updates.add(last.assign(power1, last.math.mul(power1, tf.constant(0.9f))));
        updates.add(last.assign(power2, last.math.mul(power2, tf.constant(0.999f))));
    }

    Step on(Session session) {
        return new Run(session, updates, loss);
    }

    private static final class Run implements Step {
        private final Session session;
        private final List<Op> updates;
        private final Operand<TFloat32> loss;
        private float last;

        Run(Session session, List<Op> updates, Operand<TFloat32> loss) {
            this.session = session;
            this.updates = updates;
            this.loss = loss;
        }

        @Override
        public void run() {
            Session.Runner runner = session.runner().fetch(loss);
            for (Op update : updates) {
                runner.addTarget(update);
            }
            try (Result result = runner.run()) {
                last = ((TFloat32) result.get(0)).getFloat();
            }
        }

        @Override
        public float[] result() {
            return new float[] {last};
        }
    }
}
