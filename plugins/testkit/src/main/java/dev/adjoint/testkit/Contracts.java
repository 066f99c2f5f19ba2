package dev.adjoint.testkit;

import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.api.plugin.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;

/**
 * The contracts of all kinds of plugins. A test class for one plugin or for many is a few lines:
 *
 * <pre>{@code
 * class LayerTests {
 *     @TestFactory
 *     Stream<DynamicContainer> layersKeepTheirContract() {
 *         return Contracts.all(
 *                 Contracts.layer(new Dense(3)).input(5),
 *                 Contracts.layer(new Add()).input(4).input(4));
 *     }
 * }
 * }</pre>
 *
 * Numbers are drawn from a seed that each failure prints; {@code -Dadjoint.testkit.seed=7} sets another one.
 */
public final class Contracts {
    private Contracts() {}

    /** The tests of several contracts, each under the name of its plugin. */
    public static Stream<DynamicContainer> all(Contract... contracts) {
        return Arrays.stream(contracts)
                .map(contract -> DynamicContainer.dynamicContainer(contract.name(), contract.tests()));
    }

    /** The contract of a layer. */
    public static LayerContract layer(Layer layer) {
        return new LayerContract(layer);
    }

    /** The contract of a loss. */
    public static LossContract loss(Loss loss) {
        return new LossContract(loss);
    }

    /** The contract of an optimizer. */
    public static OptimizerContract optimizer(Optimizer optimizer) {
        return new OptimizerContract(optimizer);
    }

    /** The contract of an initializer. */
    public static InitializerContract initializer(Initializer initializer) {
        return new InitializerContract(initializer, List.of());
    }

    /** The contract of a schedule. */
    public static ScheduleContract schedule(Schedule schedule) {
        return new ScheduleContract(schedule);
    }

    /** The contract of a regularizer. */
    public static RegularizerContract regularizer(Regularizer regularizer) {
        return new RegularizerContract(regularizer);
    }

    /** The contract of a metric. */
    public static MetricContract metric(Metric metric) {
        return new MetricContract(metric);
    }

    /** The contract of a kernel. */
    public static KernelContract kernel(Kernel kernel) {
        return new KernelContract(kernel, List.of());
    }
}
