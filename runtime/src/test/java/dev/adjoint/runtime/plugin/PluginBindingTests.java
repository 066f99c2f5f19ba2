package dev.adjoint.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Loss.Reduction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginBindingTests {
    private static final PluginRegistry REGISTRY = PluginRegistry.ofClassPath();
    private static final String KEYS =
            "\n  keys of sample-layer: units: int = 1, seed: long = 7, keep: float = 0.1, learning-rate: double = 0.001,"
                    + " bias: boolean = true, title: text = \"a title\", reduction: sum | mean = mean,"
                    + " sizes: list of int = [2, 3], clip: optional double = null,"
                    + " kernel: initializer = {sample-initializer: {value: 0.0}}, parts: list of layer = [],"
                    + " border: map = {left: 1, right: 2}";

    private static SampleLayer bind(Map<String, ? extends @Nullable Object> keys) {
        return (SampleLayer) REGISTRY.bind(Layer.class, Map.of("sample-layer", keys), "layers[2]");
    }

    private static SampleLayer bind(String key, @Nullable Object value) {
        return bind(Collections.singletonMap(key, value));
    }

    private static String error(Object plain) {
        AdjointException e = assertThrows(AdjointException.class, () -> REGISTRY.bind(Layer.class, plain, "layers[2]"));
        return String.valueOf(e.getMessage());
    }

    private static String error(String key, @Nullable Object value) {
        String message = error(Map.of("sample-layer", Collections.singletonMap(key, value)));
        assertTrue(message.startsWith("layers[2].sample-layer") && message.endsWith(KEYS), message);
        return message.substring("layers[2].sample-layer".length(), message.length() - KEYS.length());
    }

    @Test
    void aBareNameGivesTheDefaults() {
        assertEquals(new SampleLayer(), REGISTRY.bind(Layer.class, "sample-layer", "layers[0]"));
        assertEquals(new SampleLayer(), REGISTRY.create(Layer.class, "sample-layer"));
        assertEquals(new SampleLayer(), bind(Map.of()));
        assertEquals(
                new SampleLayer(),
                REGISTRY.bind(Layer.class, Collections.singletonMap("sample-layer", null), "layers[0]"));
    }

    @Test
    void everyTypeOfComponentIsBoundFromItsKebabCaseKey() {
        SampleLayer layer = bind(Map.ofEntries(
                Map.entry("units", 3),
                Map.entry("seed", 5_000_000_000L),
                Map.entry("keep", 0.25),
                Map.entry("learning-rate", 1),
                Map.entry("bias", false),
                Map.entry("title", "b"),
                Map.entry("reduction", "sum"),
                Map.entry("sizes", List.of(4, 5L, 6.0)),
                Map.entry("clip", 0.5),
                Map.entry("kernel", Map.of("sample-initializer", Map.of("value", 2))),
                Map.entry("parts", List.of("sample-layer", Map.of("sample-layer", Map.of("units", 2)))),
                Map.entry("border", Map.of("right", 9))));
        SampleLayer part = bind("units", 2);
        assertEquals(
                new SampleLayer(
                        3,
                        5_000_000_000L,
                        0.25f,
                        1.0,
                        false,
                        "b",
                        Reduction.SUM,
                        List.of(4, 5, 6),
                        Optional.of(0.5),
                        new SampleInitializer(2),
                        List.of(new SampleLayer(), part),
                        new SampleLayer.Border(1, 9)),
                layer);
    }

    @Test
    void aNestedPluginMayBeABareName() {
        assertEquals(
                new SampleInitializer(), bind("kernel", "sample-initializer").kernel());
    }

    @Test
    void wholeNumbersFitOrAreRefused() {
        assertEquals(3, bind("units", 3.0).units());
        assertEquals(
                Long.MAX_VALUE, bind("seed", BigInteger.valueOf(Long.MAX_VALUE)).seed());
        assertEquals(
                ".units: expected int (a whole number from -2147483648 to 2147483647), but got 3.5 (number)",
                error("units", 3.5));
        assertEquals(
                ".units: expected int (a whole number from -2147483648 to 2147483647), but got 3000000000"
                        + " (whole number)",
                error("units", 3_000_000_000L));
        assertTrue(error("seed", BigInteger.TWO.pow(64)).startsWith(".seed: expected long (a whole number from -9223"));
        assertTrue(error("seed", 9.3e18).startsWith(".seed: expected long (a whole number"));
        assertEquals(".units: expected a finite int, but got NaN (number)", error("units", Double.NaN));
    }

    @Test
    void fractionsAreFiniteAndInRange() {
        assertEquals(
                ".learning-rate: expected a finite double, but got NaN (number)", error("learning-rate", Double.NaN));
        assertEquals(
                ".keep: expected float (of magnitude up to 3.4028235E38), but got 1e300 (number)",
                error("keep", 1e300));
        assertTrue(
                error("learning-rate", BigInteger.TEN.pow(400)).contains("expected double (of magnitude up to 1.79"));
        assertTrue(error("learning-rate", BigInteger.TEN.pow(400)).contains("0... (whole number)"));
    }

    @Test
    void aWrongTypeNamesTheValueAndWhatWasExpected() {
        assertEquals(".units: expected int, but got \"ten\" (text)", error("units", "ten"));
        assertEquals(".units: expected int, but got nothing", error("units", null));
        assertEquals(".bias: expected true or false, but got \"yes\" (text)", error("bias", "yes"));
        assertEquals(".title: expected text (in quotes: \"3\"), but got 3 (whole number)", error("title", 3));
        assertEquals(".sizes: expected list of int, but got 3 (whole number)", error("sizes", 3));
        assertEquals(".sizes[1]: expected int, but got \"b\" (text)", error("sizes", List.of(1, "b")));
        assertEquals(".border: expected a map, but got [1, 2] (list)", error("border", List.of(1, 2)));
        assertEquals(
                ".reduction: expected one of sum, mean, but got \"men\" (text), did you mean 'mean'?",
                error("reduction", "men"));
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestAndAllKeys() {
        assertEquals(": unknown key 'unit', did you mean 'units'?", error("unit", 3));
        assertEquals(": unknown key 'learningRate', did you mean 'learning-rate'?", error("learningRate", 3));
        assertEquals(
                "layers[2].sample-layer.border: unknown key 'top'\n  keys of border: left: int = 1, right: int = 2",
                error(Map.of("sample-layer", Map.of("border", Map.of("top", 1)))));
    }

    @Test
    void anErrorInANestedPluginNamesThePathToIt() {
        assertEquals(
                "layers[2].sample-layer.kernel.sample-initializer.value: expected double, but got \"x\" (text)"
                        + "\n  keys of sample-initializer: value: double = 0.0",
                error(Map.of("sample-layer", Map.of("kernel", Map.of("sample-initializer", Map.of("value", "x"))))));
        assertTrue(error(Map.of("sample-layer", Map.of("parts", List.of("sample-layer", "sampel-layer"))))
                .startsWith("layers[2].sample-layer.parts[1]: there is no layer named 'sampel-layer',"
                        + " did you mean 'sample-layer'?\n  known: sample-layer"));
    }

    @Test
    void theRecordsOwnValidationIsReportedWithThePath() {
        assertEquals(
                "layers[2].sample-layer: units must be at least 1, but was -3",
                error(Map.of("sample-layer", Map.of("units", -3))));
    }

    @Test
    void keysThatStandBesideThePluginsNameAreExplained() {
        Map<String, @Nullable Object> flat = new java.util.LinkedHashMap<>();
        flat.put("sample-layer", null);
        flat.put("units", 3);
        assertEquals(
                "layers[2]: expected one layer, but got {sample-layer: null, units: 3} (map)"
                        + "\n  one plugin, with its keys indented below it, is {name: {key: value}}",
                error(flat));
        assertEquals(
                "layers[2].sample-layer: expected a map of keys, {sample-layer: {key: value}}, but got 3 (whole number)",
                error(Map.of("sample-layer", 3)));
        assertEquals(
                "layers[2]: expected a layer, as a name or as {name: {key: value}}, but got [] (list)",
                error(List.of()));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        PluginException e = assertThrows(PluginException.class, () -> REGISTRY.create(Layer.class, "SampleLayr"));
        assertTrue(String.valueOf(e.getMessage())
                .startsWith(
                        "there is no layer named 'SampleLayr', did you mean 'sample-layer'?\n  known: sample-layer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.Runtime", "dev.adjoint.runtime.plugin.SampleLayer", "", "\n\u0007", "a/../b"})
    void aNameIsOnlyEverLookedUp(String name) {
        PluginException e = assertThrows(PluginException.class, () -> REGISTRY.bind(Layer.class, name, "layers[0]"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("layers[0]: there is no layer named '"));
    }

    @Test
    void endlessAndHugeInputIsRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertEquals(
                "layers[2]: nested more than 64 levels deep", error(Map.of("sample-layer", Map.of("parts", cycle))));
        List<Object> bomb = List.of("x");
        for (int i = 0; i < 30; i++) {
            bomb = List.of(bomb, bomb);
        }
        assertEquals("layers[2]: more than 100000 values", error(Map.of("sample-layer", Map.of("parts", bomb))));
        assertTrue(error("x".repeat(1_000_000)).length() < 1000);
    }

    @Test
    void keysOtherThanTextAndValuesOfOtherTypesAreRefused() {
        Map<Object, Object> numbered = new HashMap<>();
        numbered.put(1, "x");
        assertEquals("layers[2]: keys must be text, but one is 1 (whole number)", error(numbered));
        assertEquals(
                "layers[2]: expected text, numbers, booleans, lists and maps, but found a Object",
                error(Map.of("sample-layer", new Object())));
    }

    @Test
    void thePlainFormHoldsEveryKey() {
        Map<?, ?> plain = assertInstanceOf(Map.class, REGISTRY.toPlain(new SampleLayer()));
        Map<?, ?> keys = assertInstanceOf(Map.class, plain.get("sample-layer"));
        assertEquals(
                "{units=1, seed=7, keep=0.1, learning-rate=0.001, bias=true, title=a title, reduction=mean,"
                        + " sizes=[2, 3], clip=null, kernel={sample-initializer={value=0.0}}, parts=[],"
                        + " border={left=1, right=2}}",
                keys.toString());
    }

    @Test
    void whatNoFileCanHoldHasNoPlainForm() {
        assertThrows(ConfigurationException.class, () -> REGISTRY.toPlain(new SampleInitializer(Double.NaN)));
        PluginException e = assertThrows(PluginException.class, () -> REGISTRY.toPlain(new Unregistered()));
        assertTrue(String.valueOf(e.getMessage()).contains("is not registered"));
    }

    @Test
    void aSectionOfAModelFileIsBoundLikeAPluginsKeys() {
        SampleLayer.Border defaults = new SampleLayer.Border(1, 2);
        assertEquals(new SampleLayer.Border(1, 9), REGISTRY.bindRecord(defaults, Map.of("right", 9), "border"));
        assertEquals(Map.of("left", 1, "right", 2), REGISTRY.recordToPlain(defaults));
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> REGISTRY.bindRecord(defaults, Map.of("rihgt", 9), "border"));
        assertEquals(
                "border: unknown key 'rihgt', did you mean 'right'?\n  keys of border: left: int = 1, right: int = 2",
                e.getMessage());
    }

    @Test
    void aDescriptionComesFromTheRecord() {
        PluginDescription description = REGISTRY.describe(Layer.class, "sample-layer");
        assertEquals("layer", description.kind());
        assertEquals("sample-layer", description.name());
        assertEquals(SampleLayer.class.getName(), description.className());
        assertTrue(description.source().endsWith("test-classes"), description.source());
        assertEquals(
                List.of(
                        "units",
                        "seed",
                        "keep",
                        "learning-rate",
                        "bias",
                        "title",
                        "reduction",
                        "sizes",
                        "clip",
                        "kernel",
                        "parts",
                        "border"),
                description.components().stream()
                        .map(PluginDescription.Component::key)
                        .toList());
        assertEquals(
                new PluginDescription.Component("reduction", "sum | mean", "mean", List.of("sum", "mean")),
                description.components().get(6));
        assertTrue(REGISTRY.list().contains(description));
    }

    /** A layer that no ServiceLoader knows. */
    public record Unregistered() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor input) {
            return input;
        }
    }
}
