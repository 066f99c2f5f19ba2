package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a network consists of, layer by layer. Its text form is a table. */
public record Summary(List<NetworkInput> inputs, List<LayerSummary> layers) {
    /**
     * One line of the table.
     *
     * @param name the layer's name
     * @param plugin the name of its plugin
     * @param sources what it is applied to
     * @param output the shape of its result, with the axis of the rows
     * @param parameters how many numbers are trained
     * @param flops the floating-point operations to predict one row, as {@link Work} counts them
     */
    public record LayerSummary(
            String name, String plugin, List<String> sources, Shape output, long parameters, long flops) {
        public LayerSummary {
            sources = List.copyOf(sources);
        }
    }

    public Summary {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
    }

    /**
     * Traces a network for prediction.
     *
     * @throws dev.adjoint.api.ShapeException if a layer does not apply to what feeds it
     */
    public static Summary of(Network network) {
        Tracer tracer = new Tracer(network, false);
        Trace trace = tracer.trace();
        Map<String, Long> parameters = new HashMap<>();
        for (TracedVariable variable : trace.variables()) {
            if (variable.trained()) {
                add(parameters, variable.path(), variable.shape().elements());
            }
        }
        Map<String, Long> flops = new HashMap<>();
        List<Tensor> roots = trace.outputs().stream().map(TracedOutput::value).toList();
        for (Tensor tensor : Graph.topological(roots)) {
            String label = trace.labels().get(tensor);
            if (label != null) {
                add(flops, label, Work.of(tensor, 1).flops());
            }
        }
        List<LayerSummary> layers = network.layers().stream()
                .map(layer -> new LayerSummary(
                        layer.name(),
                        layer.layer().pluginName(),
                        layer.sources(),
                        tracer.value(layer.name()).shape(),
                        parameters.getOrDefault(layer.name(), 0L),
                        flops.getOrDefault(layer.name(), 0L)))
                .toList();
        return new Summary(network.inputs(), layers);
    }

    /** How many numbers of the whole network are trained. */
    public long parameters() {
        return layers.stream().mapToLong(LayerSummary::parameters).sum();
    }

    /** The floating-point operations to predict one row. */
    public long flops() {
        return layers.stream().mapToLong(LayerSummary::flops).sum();
    }

    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("layer", "plugin", "output", "parameters", "FLOPs"));
        for (NetworkInput input : inputs) {
            lines.add(List.of(input.name(), "", input.type().shape().toString(), "", ""));
        }
        for (LayerSummary layer : layers) {
            lines.add(List.of(
                    layer.name(),
                    layer.plugin(),
                    layer.output().toString(),
                    number(layer.parameters()),
                    number(layer.flops())));
        }
        lines.add(List.of("total", "", "", number(parameters()), number(flops())));
        return table(lines);
    }

    /** Adds to the layer that a path, {@code block1/dense/kernel}, begins with. */
    private static void add(Map<String, Long> sums, String path, long count) {
        int slash = path.indexOf('/');
        sums.merge(slash < 0 ? path : path.substring(0, slash), count, Math::addExact);
    }

    /** Texts to the left, the last two columns to the right, a rule below the head and above the total. */
    private static String table(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String alignment = column < widths.length - 2 ? "-" : "";
                text.append(column == 0 ? "" : "  ")
                        .append(String.format(
                                Locale.ROOT,
                                "%" + alignment + widths[column] + "s",
                                lines.get(i).get(column)));
            }
            if (i == 1 || i == lines.size() - 1) {
                table.append("-".repeat(text.length())).append('\n');
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
