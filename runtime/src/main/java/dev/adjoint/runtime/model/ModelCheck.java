package dev.adjoint.runtime.model;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import java.util.List;
import java.util.Map;

/** Whether the shapes of a model fit together, before anything is compiled: layers, losses and metrics. */
final class ModelCheck {
    private final ModelSpec spec;
    private final Map<String, String> paths;
    private final Section model;

    /**
     * A check of a model that was read.
     *
     * @param paths where each input and layer stands
     * @param model what it was read from
     */
    ModelCheck(ModelSpec spec, Map<String, String> paths, Section model) {
        this.spec = spec;
        this.paths = paths;
        this.model = model;
    }

    /**
     * Traces the model.
     *
     * @throws ConfigurationException if something does not fit; the message begins with its path
     */
    void check() {
        for (TracedOutput output : trace().outputs()) {
            WeightedLoss loss = spec.losses().get(output.name());
            if (loss != null) {
                checkLoss(loss.loss(), output);
                checkMetrics(loss.loss(), output);
            }
        }
    }

    private Trace trace() {
        Tracer tracer = new Tracer(spec.network(), true);
        try {
            return tracer.trace();
        } catch (AdjointException e) {
            String path = tracer.failedLayer().map(paths::get).orElse("layers");
            throw new ConfigurationException(path + ": " + e.getMessage(), e);
        }
    }

    private void checkLoss(Loss loss, TracedOutput output) {
        String path = model.has("loss") ? "loss" : "losses." + output.name();
        try {
            TensorType target = loss.targetType(output.value().shape());
            loss.apply(output.value(), Tensor.of(new Input("@target", target)));
        } catch (ShapeException e) {
            throw new ConfigurationException(
                    path + ": the loss " + loss.pluginName() + " does not apply to the output '" + output.name() + "' "
                            + output.value().type() + ": " + e.getMessage(),
                    e);
        }
    }

    private void checkMetrics(Loss loss, TracedOutput output) {
        boolean byOutput = model.get("metrics") instanceof Map;
        List<Metric> metrics = spec.metrics().getOrDefault(output.name(), List.of());
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            try {
                metric.start(
                        output.value().shape().row(),
                        loss.targetType(output.value().shape()).shape().row());
            } catch (ShapeException e) {
                String path = "metrics" + (byOutput ? "." + output.name() : "") + "[" + i + "]";
                throw new ConfigurationException(
                        path + ": the metric " + metric.pluginName() + " does not apply to the output '" + output.name()
                                + "' with the loss " + loss.pluginName() + ": " + e.getMessage(),
                        e);
            }
        }
    }
}
