package dev.adjoint.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss.Reduction;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlainFormProperties {
    private static final PluginRegistry REGISTRY = PluginRegistry.ofClassPath();

    @Property(tries = 300)
    void bindingThePlainFormGivesAnEqualPlugin(@ForAll("layers") SampleLayer layer) {
        assertEquals(layer, REGISTRY.bind(Layer.class, REGISTRY.toPlain(layer), "layer"));
    }

    @Property
    void everyFloatSurvivesItsPlainForm(@ForAll float keep) {
        SampleLayer defaults = new SampleLayer();
        SampleLayer layer = new SampleLayer(
                1,
                1,
                keep,
                1,
                true,
                "",
                Reduction.SUM,
                List.of(),
                Optional.empty(),
                defaults.kernel(),
                List.of(),
                defaults.border());
        assertEquals(layer, REGISTRY.bind(Layer.class, REGISTRY.toPlain(layer), "layer"));
    }

    @Provide
    Arbitrary<SampleLayer> layers() {
        return layers(2);
    }

    private static Arbitrary<SampleLayer> layers(int depth) {
        Arbitrary<List<Layer>> parts = depth == 0
                ? Arbitraries.just(List.of())
                : layers(depth - 1).map(part -> (Layer) part).list().ofMaxSize(2);
        Arbitrary<SampleLayer> numbers = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.longs(),
                        Arbitraries.floats(),
                        Arbitraries.doubles(),
                        Arbitraries.of(true, false),
                        Arbitraries.strings(),
                        Arbitraries.of(Reduction.class))
                .as((units, seed, keep, rate, bias, title, reduction) -> new SampleLayer(
                        units,
                        seed,
                        keep,
                        rate,
                        bias,
                        title,
                        reduction,
                        List.of(),
                        Optional.empty(),
                        new SampleInitializer(),
                        List.of(),
                        new SampleLayer.Border(0, 0)));
        return Combinators.combine(
                        numbers,
                        Arbitraries.integers().list().ofMaxSize(4),
                        Arbitraries.doubles().optional(),
                        Arbitraries.doubles(),
                        parts,
                        Arbitraries.integers())
                .as((n, sizes, clip, value, inner, left) -> new SampleLayer(
                        n.units(),
                        n.seed(),
                        n.keep(),
                        n.learningRate(),
                        n.bias(),
                        n.title(),
                        n.reduction(),
                        sizes,
                        clip,
                        new SampleInitializer(value),
                        inner,
                        new SampleLayer.Border(left, 2)));
    }
}
