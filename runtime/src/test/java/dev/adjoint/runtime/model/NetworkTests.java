package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkTests {
    @Test
    void layersAreCalledByTheirPluginAndARunningNumber() {
        Network network = Network.input(4)
                .then(new Affine(3))
                .then(new Rectify())
                .then(new Affine(2))
                .build();
        assertEquals(List.of("affine1", "rectify1", "affine2"), names(network));
        assertEquals(List.of("affine2"), network.outputs());
        assertEquals(List.of("rectify1"), network.layers().get(2).sources());
    }

    @Test
    void anAutomaticNameSkipsOneThatIsTaken() {
        Network network = Network.input(4)
                .then("affine1", new Affine(3))
                .then(new Affine(2))
                .build();
        assertEquals(List.of("affine1", "affine2"), names(network));
    }

    @Test
    void layersAreSortedBehindTheirSources() {
        Network network = Network.builder()
                .layer("sum", new Plus(), "left", "right")
                .layer("right", new Affine(3), "x")
                .layer("left", new Affine(3), "y")
                .input("x", 4)
                .input("y", DType.INT, Shape.of(5))
                .output("sum")
                .build();
        assertEquals(List.of("right", "left", "sum"), names(network));
    }

    @Test
    void networksAreEqualByTheirParts() {
        assertEquals(
                Network.input(4).then(new Affine(3)).build(),
                Network.input(4)
                        .then("affine1", new Affine(3))
                        .output("affine1")
                        .build());
    }

    @Test
    void aWrongNameIsAnError() {
        rejects(
                "'Dense 1' cannot be the name",
                () -> Network.input(4).then("Dense 1", new Affine(3)).build());
        rejects(
                "'@step' cannot be the name",
                () -> Network.input("@step", 4).then(new Affine(3)).build());
        rejects(
                "'a/b' cannot be the name",
                () -> Network.input(4).then("a/b", new Affine(3)).build());
    }

    @Test
    void aNameTakenTwiceIsAnError() {
        rejects(
                "the name 'a' of a layer is taken",
                () -> Network.input(4)
                        .then("a", new Affine(3))
                        .then("a", new Affine(3))
                        .build());
        rejects(
                "the name 'a' of a layer is taken",
                () -> Network.input("a", 4).then("a", new Affine(3)).build());
    }

    @Test
    void anUnknownSourceListsTheKnownNames() {
        rejects(
                "layer 'sum' (plus) is applied to 'afine1', which does not exist, did you mean 'affine1'?\n  known inputs and layers: [input, "
                        + "affine1, sum]",
                () -> Network.input(4)
                        .then(new Affine(3))
                        .layer("sum", new Plus(), "afine1", "input")
                        .build());
    }

    @Test
    void aCircleIsShown() {
        rejects(
                "in a circle: b <- c <- b",
                () -> Network.input(4)
                        .layer("a", new Affine(3), "b")
                        .layer("b", new Plus(), "input", "c")
                        .layer("c", new Affine(3), "b")
                        .output("a")
                        .build());
    }

    @Test
    void aLayerThatLeadsNowhereIsAnError() {
        rejects(
                "layer 'dead' (affine) leads to no output; the outputs are [live]",
                () -> Network.input(4)
                        .layer("dead", new Affine(3), "input")
                        .layer("live", new Affine(3), "input")
                        .build());
    }

    @Test
    void anInputThatFeedsNothingIsAnError() {
        rejects(
                "the input 'extra' feeds no layer",
                () -> Network.input(4)
                        .input("extra", 2)
                        .layer("a", new Affine(3), "input")
                        .build());
    }

    @Test
    void anOutputMustBeALayer() {
        rejects(
                "the output 'input' is no layer\n  known layers: [affine1]",
                () -> Network.input(4).then(new Affine(3)).output("input").build());
        rejects(
                "the output 'affine1' is named twice",
                () -> Network.input(4)
                        .then(new Affine(3))
                        .output("affine1", "affine1")
                        .build());
    }

    @Test
    void aNetworkNeedsInputsLayersAndSources() {
        rejects("has nothing to follow", () -> Network.builder().then(new Affine(3)));
        rejects("has no layer", () -> Network.input(4).build());
        rejects(
                "has no input",
                () -> Network.builder().layer("a", new Affine(3), "b").build());
        rejects(
                "has no source",
                () -> Network.input(4).layer("a", new Affine(3)).build());
    }

    @Test
    void anInputRowHasFixedSizes() {
        rejects("input 'x' has the row shape [n, 3]", () -> Network.input("x", Shape.ROWS, 3));
    }

    private static List<String> names(Network network) {
        return network.layers().stream().map(NamedLayer::name).toList();
    }

    private static void rejects(String expected, Executable action) {
        Failure.contains(ConfigurationException.class, expected, action);
    }
}
