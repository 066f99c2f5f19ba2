package dev.adjoint.samples.peers.pytorch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;
import java.util.stream.LongStream;

/** DJL with its PyTorch engine: blocks, a trainer without listeners, and native kernels. */
@AutoService(Library.class)
public final class PyTorch implements Library {
    private static final float ADAM_RATE = 0.001f;
    private static final float DESCENT_RATE = 0.01f;

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return Optional.empty();
    }

    @Override
    public Step open(Workload workload, int threads) {
        // All native code is in jars of the class path: nothing is to be fetched.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine engine = Engine.getEngine("PyTorch");
        Model model = Model.newInstance(workload.name(), Device.cpu(), engine.getEngineName());
        Networks networks = new Networks(workload.task().batch());
        SequentialBlock block = networks.of(workload);
        model.setBlock(block);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss(workload))
                .optOptimizer(optimizer(workload))
                .optDevices(new Device[] {Device.cpu()}));
        Shape shape = shape(workload.task());
        trainer.initialize(shape);
        networks.fill();
        return workload.predicts()
                ? new Prediction(block, trainer, shape, workload.task())
                : new Training(trainer, shape, workload);
    }

    private static Shape shape(Task task) {
        return new Shape(LongStream.concat(
                        LongStream.of(task.batch()), task.row().stream().mapToLong(Integer::longValue))
                .toArray());
    }

    private static Loss loss(Workload workload) {
        return switch (workload.task().target()) {
            case CLASS -> Loss.softmaxCrossEntropyLoss();
            case BIT -> Loss.sigmoidBinaryCrossEntropyLoss();
            case NUMBER -> Loss.l2Loss("squares", 1);
        };
    }

    private static Optimizer optimizer(Workload workload) {
        return workload == Workload.W1 || workload == Workload.W2
                ? Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(DESCENT_RATE))
                        .build()
                : Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(ADAM_RATE))
                        .build();
    }
}
