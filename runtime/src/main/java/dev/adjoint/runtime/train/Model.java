package dev.adjoint.runtime.train;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.Partition;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.persistence.SavedModel;
import dev.adjoint.runtime.persistence.StoredTensor;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network with values: what it computes, how it learns, and its parameters. Any number of threads may predict and
 * evaluate at the same time, also while one trains: until training ends they see the parameters from before it.
 *
 * <pre>{@code
 * Model model = Model.of(ModelSpec.of(network, new MeanSquaredError(), new Adam()));
 * model.fit(data);
 * float[] y = model.predict(new float[] {1, 2});
 * }</pre>
 */
public final class Model {
    /** The largest batch of an evaluation or a prediction; larger ones are split. */
    private static final int INFERENCE_ROWS = 128;

    private final ModelSpec spec;
    private final Engine engine;
    private final Trace training;
    private final Trace inference;
    private final List<RowLoss> losses;
    /** Held while the model changes; the monitor of the model itself guards the fields below, for moments. */
    private final Object fitting = new Object();

    /** Whether training is to begin at full speed. */
    private volatile boolean warm;
    /** What the last training run, or the last warm-up for one, ran. */
    private volatile @Nullable CompiledStep last;

    private @Nullable Executable evaluation;
    private @Nullable Executable prediction;
    private @Nullable Inference predictors;
    private State state;

    /**
     * All that changes.
     *
     * @param parameters the values of the network's variables
     * @param trained the values of the last training step's variables, the optimizer's slots among them
     */
    record State(Parameters parameters, Parameters trained, Position position) {}

    private Model(ModelSpec spec, Engine engine) {
        this.spec = spec;
        this.engine = engine;
        this.training = spec.network().trace(true);
        this.inference = spec.network().trace(false);
        this.losses = RowLoss.of(inference, spec.losses());
        this.state = new State(
                Parameters.initial(training.variables(), spec.training().seed()), Parameters.NONE, Position.START);
        checkMetrics();
    }

    /** A model with first values, run by the best backend on the class path. */
    public static Model of(ModelSpec spec) {
        return of(spec, Engine.best(PluginRegistry.ofClassPath()));
    }

    /**
     * A model with first values, which depend on the seed of its training options and on their paths alone.
     *
     * @throws dev.adjoint.api.AdjointException if its layers, losses and metrics do not fit together
     */
    public static Model of(ModelSpec spec, Engine engine) {
        return new Model(spec, engine);
    }

    /** A model that was saved, with the plugins of the class path, run by the best backend there. */
    public static Model load(Path file) {
        PluginRegistry registry = PluginRegistry.ofClassPath();
        return load(file, registry, Engine.best(registry));
    }

    /**
     * A model that was saved. It predicts as it did before; training begins anew from its parameters, with the
     * optimizer's slots at their first values.
     *
     * @throws dev.adjoint.api.PersistenceException if the file is not complete and consistent, or needs a plugin that
     *     the registry lacks
     */
    public static Model load(Path file, PluginRegistry registry, Engine engine) {
        SavedModel saved = SavedModel.read(file, registry);
        Map<String, float[]> values = new LinkedHashMap<>();
        saved.variables().forEach((path, tensor) -> values.put(path, tensor.values()));
        Model model = of(saved.spec(), engine);
        model.assign(Parameters.of(values));
        return model;
    }

    /** Saves the model as {@link #save(Path, PluginRegistry)} does, with the plugins of the class path. */
    public void save(Path file) {
        save(file, PluginRegistry.ofClassPath());
    }

    /**
     * Writes the model and its parameters of this moment into one safetensors file, which takes the place of another
     * one only when it is complete.
     *
     * @param registry has the plugins of the model
     * @throws dev.adjoint.api.PersistenceException if the file cannot be written
     */
    public void save(Path file, PluginRegistry registry) {
        Parameters now = parameters();
        Map<String, StoredTensor> variables = new LinkedHashMap<>();
        for (TracedVariable variable : training.variables()) {
            variables.put(variable.path(), new StoredTensor(variable.shape(), now.get(variable.path())));
        }
        new SavedModel(spec, variables).write(file, registry);
    }

    private void checkMetrics() {
        spec.metrics().forEach((output, metrics) -> {
            RowLoss loss = losses.stream()
                    .filter(each -> each.output().equals(output))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("there are metrics for output '" + output
                            + "', which has no loss and so no target; expected a loss for it"));
            metrics.forEach(metric -> metric.start(
                    loss.prediction().shape().row(), loss.target().shape().row()));
        });
    }

    public ModelSpec spec() {
        return spec;
    }

    public Engine engine() {
        return engine;
    }

    /** Trains as the model's own options say. */
    public History fit(Dataset data, Listener... listeners) {
        return fit(data, spec.training(), listeners);
    }

    /**
     * Trains, on a part of the data where the options keep another for validation. Training goes on from where the last
     * one ended: two runs of 5 epochs are one of 10.
     *
     * @throws DataException if the data does not fit the model, before training begins
     * @throws dev.adjoint.api.DivergenceException if a loss or a parameter becomes NaN or infinite; the model keeps the
     *     parameters that it had before
     */
    public History fit(Dataset data, TrainingOptions options, Listener... listeners) {
        if (options.validation() == 0) {
            return fit(data, Optional.empty(), options, listeners);
        }
        Partition.Parts parts = new Partition(0, options.validation(), options.seed()).of(data.size());
        if (parts.test().length == 0) {
            throw new DataException("a fraction of " + options.validation() + " of " + data.size()
                    + " rows is no row to validate on; expected more rows or a larger fraction");
        }
        return fit(data.rows(parts.train()), Optional.of(data.rows(parts.test())), options, listeners);
    }

    /** Trains on all of some data, with the loss and the metrics of other data after each epoch. */
    public History fit(Dataset data, Dataset validation, TrainingOptions options, Listener... listeners) {
        return fit(data, Optional.of(validation), options, listeners);
    }

    private History fit(Dataset data, Optional<Dataset> validation, TrainingOptions options, Listener... listeners) {
        synchronized (fitting) {
            return fit(state(), data, validation, options, listeners);
        }
    }

    private History fit(
            State before, Dataset data, Optional<Dataset> validation, TrainingOptions options, Listener... listeners) {
        Optional<Trainer.Validation> validating = validation.map(this::validation);
        Preparation ready = prepare(before, data, options);
        Stepper stepper = ready.stepper();
        Trainer trainer = new Trainer(stepper, ready.start(), options, validating, List.of(listeners));
        History history = trainer.run();
        Parameters trained = trainer.result().parameters();
        Position position = stepper.position(trainer.result().number());
        become(new State(before.parameters().updatedBy(trained), trained, position));
        return history;
    }

    private Preparation prepare(State before, Dataset data, TrainingOptions options) {
        Preparation ready = Preparation.of(spec, engine, training, sources(data), data, options, before, last, warm);
        last = ready.compiled();
        return ready;
    }

    /** Gets ready to predict at full speed within {@link WarmUp#STANDARD}. */
    public WarmUp warmUp() {
        return warmUp(WarmUp.STANDARD);
    }

    /**
     * Gets ready to predict at full speed: runs the program on made-up values, with few rows and with many, until
     * the JIT has done its work. The model stays as it is.
     *
     * @param longest when to stop at the latest; {@link WarmUp#STANDARD} is enough for most
     * @throws ConfigurationException if that is no time
     */
    public WarmUp warmUp(Duration longest) {
        WarmUp.check(longest);
        return WarmUp.predicting(predictionExecutable(), longest);
    }

    /**
     * Gets ready to train at full speed: makes steps with made-up data on variables that belong to no model, until the JIT
     * has done its work. The model, the optimizer's slots and the number of the next step stay as they are, and {@link #fit}
     * then begins fast, if it is given the same options and as many rows.
     *
     * @param longest when to stop at the latest; {@link WarmUp#STANDARD} is enough for most
     * @throws ConfigurationException if that is no time
     * @throws DataException if the data does not fit the model
     */
    public WarmUp warmUp(Dataset data, TrainingOptions options, Duration longest) {
        WarmUp.check(longest);
        warm = true;
        return WarmUp.of(prepare(state(), data, options).compiled().executable(), longest);
    }

    private Trainer.Validation validation(Dataset data) {
        Executable executable = evaluation();
        Variables variables = executable.allocate();
        Parameters own = parameters();
        Evaluation evaluation = new Evaluation(executable, variables, sources(data), data, losses, spec.metrics());
        return parameters -> {
            own.updatedBy(parameters).write(variables);
            return evaluation.run();
        };
    }

    /**
     * The loss of some data as {@code loss}, the metrics by name, and where several outputs have losses the loss of each
     * as {@code loss/output} and its metrics as {@code output/metric}. Penalties are not part of the loss.
     *
     * @throws DataException if the data does not fit the model
     */
    public Map<String, Double> evaluate(Dataset data) {
        Executable executable = evaluation();
        Variables variables = executable.allocate();
        parameters().write(variables);
        return new Evaluation(executable, variables, sources(data), data, losses, spec.metrics()).run();
    }

    /** The output of a model with one input and one output, for rows that lie one behind the other. */
    public float[] predict(float[] rows) {
        return inference().with(predictor -> predictor.predict(rows));
    }

    /** The output of a model with one input and one output, row by row. */
    public float[][] predict(float[][] rows) {
        return inference().with(predictor -> predictor.predict(rows));
    }

    /** The outputs by name for inputs by name; rows lie one behind the other. */
    public Map<String, float[]> predict(Map<String, float[]> inputs) {
        return inference().with(predictor -> predictor.predict(inputs));
    }

    /**
     * The outputs by name for the inputs of some data; rows lie one behind the other.
     *
     * @throws DataException if the data does not fit the model
     */
    public Map<String, float[]> predict(Dataset data) {
        Map<String, float[]> inputs = new LinkedHashMap<>();
        Source.inputs(inference, data).forEach(source -> inputs.put(source.input(), source.values()));
        return predict(inputs);
    }

    /** A predictor of its own for one thread, with the parameters of this moment. */
    public Predictor predictor() {
        return inference().open();
    }

    /** The values of the network's variables, by path. */
    public Parameters parameters() {
        return state().parameters();
    }

    /**
     * Gives variables of the network other values, by path.
     *
     * @throws ConfigurationException if the network has no variable of a path, or one of another size
     */
    public void assign(Parameters parameters) {
        synchronized (fitting) {
            State before = state();
            Parameters changed = before.parameters();
            for (String path : parameters.paths()) {
                changed = changed.with(path, parameters.get(path));
            }
            become(new State(changed, before.trained(), before.position()));
        }
    }

    private synchronized State state() {
        return state;
    }

    private synchronized void become(State next) {
        state = next;
        predictors = null;
    }

    private List<Source> sources(Dataset data) {
        List<Source> sources = new ArrayList<>(Source.inputs(inference, data));
        sources.addAll(Source.targets(losses, data));
        return sources;
    }

    private synchronized Executable evaluation() {
        if (evaluation == null) {
            evaluation = engine.start(Programs.evaluation(inference, spec.losses()), INFERENCE_ROWS);
        }
        return evaluation;
    }

    private synchronized Executable predictionExecutable() {
        if (prediction == null) {
            prediction = engine.start(Programs.prediction(inference), INFERENCE_ROWS);
        }
        return prediction;
    }

    private synchronized Inference inference() {
        if (predictors == null) {
            predictors = new Inference(predictionExecutable(), state.parameters());
        }
        return predictors;
    }
}
