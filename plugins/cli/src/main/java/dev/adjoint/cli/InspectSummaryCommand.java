package dev.adjoint.cli;

import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.runtime.model.Summary.LayerSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect summary}: the layers with shapes, parameters and FLOPs. */
@Command(name = "summary", description = "Shows the layers with the shapes of their outputs, parameters and FLOPs.")
final class InspectSummaryCommand implements Runnable {
    @Mixin
    private final ModelArgument model = new ModelArgument();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        ModelSpec spec = model.spec(common.registry());
        Summary summary = Summary.of(spec.network());
        if (common.json()) {
            common.printJson(plain(spec.name(), summary));
        } else {
            common.out().print(summary);
            common.out().flush();
        }
    }

    private static Map<String, @Nullable Object> plain(String name, Summary summary) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", name);
        plain.put("parameters", summary.parameters());
        plain.put("flops", summary.flops());
        plain.put(
                "layers",
                summary.layers().stream().map(InspectSummaryCommand::plain).toList());
        return plain;
    }

    private static Map<String, Object> plain(LayerSummary layer) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", layer.name());
        plain.put("plugin", layer.plugin());
        plain.put("sources", layer.sources());
        plain.put("output", layer.output().toString());
        plain.put("parameters", layer.parameters());
        plain.put("flops", layer.flops());
        return plain;
    }
}
