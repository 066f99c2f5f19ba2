package dev.adjoint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Shape;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each planted fault is found by the law that forbids it, and by no other. */
class ContractTests {
    private static final String GRADIENT = "its gradient equals central differences";
    private static final String GRAPH = "it states the same graph each time";
    private static final String SEEDS = "equal seeds give equal parameters";
    private static final String FOUND = "it is a record found by ServiceLoader under its name";
    private static final String FILE = "its configuration survives a model file";
    private static final String ROWS = "a row's result does not depend on the other rows";
    private static final String NAN = "NaN in a row stays in that row";
    private static final String WEIGHTS = "a weight of 2 counts as two rows";
    private static final String PRECISION = "it is the same in single and double precision, up to rounding";
    private static final String ENDS = "no NaN comes from the ends of its domain";
    private static final String SHAPES = "a shape that does not fit is a ShapeException";
    private static final String CAPACITY = "it gives the same bits whatever number of rows it was prepared for";
    private static final String BACKEND = "backend planted-backend gives the interpreter's bits";
    private static final String PLAIN = "backend planted-backend, without vectors, gives the interpreter's bits";

    @TestFactory
    Stream<DynamicContainer> soundPluginsKeepTheirContract() {
        return Contracts.all(
                Contracts.layer(new PlantedLayers.Sound()).input(3),
                Contracts.layer(new PlantedLayers.Cubic()).input(2, 2),
                Contracts.kernel(new PlantedLayers.Cube()).input(3),
                Contracts.layer(new PlantedLayers.Mixing()).input(3).mixingRows(),
                Contracts.initializer(new PlantedLayers.Filled()),
                Contracts.loss(new PlantedPlugins.SoundLoss()).zeroAtTarget(),
                Contracts.optimizer(new PlantedPlugins.SoundOptimizer()));
    }

    @Test
    void aWrongGradientIsFound() {
        assertBreaks(Contracts.kernel(new PlantedLayers.Cube(2.9f)), GRADIENT);
        assertBreaks(Contracts.layer(new PlantedLayers.Cubic(new PlantedLayers.Cube(2.9f))), GRADIENT);
    }

    @Test
    void aLayerThatIsNotTheSameEachTimeIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Moody()), GRAPH);
        assertBreaks(Contracts.layer(new PlantedLayers.MoodyStart()), SEEDS);
        assertFinds(Contracts.kernel(new PlantedLayers.Counting()), "it gives the same bits each time");
    }

    @Test
    void aConfigurationThatDoesNotSurviveAModelFileIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Shrinking()), FILE);
    }

    @Test
    void aPluginThatIsNotAnnouncedIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Hidden()), FOUND, FILE);
    }

    @Test
    void aLayerThatMixesRowsIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Mixing()), ROWS, NAN);
    }

    @Test
    void aLayerThatOverflowsIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Overflowing()), ENDS);
    }

    @Test
    void aLayerThatCancelsIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Cancelling()), PRECISION);
    }

    @Test
    void aLayerThatIsCarelessAboutShapesIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Careless()), SHAPES);
    }

    @Test
    void aBackendThatGivesOtherBitsIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Floor()), BACKEND, PLAIN);
        assertBreaks(Contracts.layer(new PlantedLayers.Absolute()), CAPACITY, BACKEND, PLAIN);
    }

    @Test
    void aVariantOfABackendThatGivesOtherBitsIsFound() {
        assertBreaks(Contracts.layer(new PlantedLayers.Erf()), "variant planted-variant gives the interpreter's bits");
    }

    @Test
    void aLossThatIsNotPerRowIsFound() {
        assertBreaks(Contracts.loss(new PlantedPlugins.CollectiveLoss()), ROWS, NAN, WEIGHTS);
        assertBreaks(Contracts.loss(new PlantedPlugins.ScalarLoss()), "it is one number a row", ROWS, NAN, WEIGHTS);
    }

    @Test
    void aLossThatIsNotLeastAtTheTargetIsFound() {
        assertBreaks(
                Contracts.loss(new PlantedPlugins.ShiftedLoss()).zeroAtTarget(),
                "loss and gradient are 0 where the prediction is the target");
    }

    @Test
    void faultyOptimizersAreFound() {
        assertBreaks(Contracts.optimizer(new PlantedPlugins.Uphill()), "it brings a quadratic down");
        assertBreaks(Contracts.optimizer(new PlantedPlugins.Restless()), "a learning rate of 0 moves nothing");
        assertBreaks(Contracts.optimizer(new PlantedPlugins.Unguarded()), ENDS);
        assertFinds(
                Contracts.optimizer(new PlantedPlugins.Summing()),
                "its update and its slots have the shape of the parameter");
    }

    @Test
    void faultyInitializersAreFound() {
        assertBreaks(
                Contracts.initializer(new PlantedPlugins.Incomplete()),
                "it sets every value to a finite number",
                "equal seeds give equal values");
        assertBreaks(Contracts.initializer(new PlantedPlugins.Unseeded()), "equal seeds give equal values");
        assertBreaks(
                Contracts.initializer(new PlantedLayers.Filled(2)).moments(Shape.of(100), 2.1, 0),
                "its mean and deviation are as stated for [100]");
    }

    @Test
    void otherFaultsAreFound() {
        assertBreaks(
                Contracts.schedule(new PlantedPlugins.Negative()),
                "its factor is finite and not negative from step 1 on");
        assertBreaks(
                Contracts.regularizer(new PlantedPlugins.Columns()), "it is a scalar for a parameter of any shape");
        assertBreaks(
                Contracts.metric(new PlantedPlugins.MeanOfMeans()).numbers(1),
                "its results do not depend on order and batches");
    }

    @Test
    void aFailureNamesThePluginTheLawThePlaceAndTheSeed() {
        String message = Verdict.on(Contracts.layer(new PlantedLayers.Cubic(new PlantedLayers.Cube(2.9f)))
                        .input(3))
                .broken()
                .getOrDefault(GRADIENT, "");
        assertTrue(
                message.startsWith("cubic Cubic[kernel=Cube[slope=2.9]] on [[3]] breaks the law that " + GRADIENT
                        + ": the gradient by input1["),
                message);
        assertTrue(message.contains("seed 1; for another one, run with -Dadjoint.testkit.seed="), message);
    }

    /** For faults that more than one law notices. */
    private static void assertFinds(Contract contract, String law) {
        Verdict verdict = Verdict.on(contract);
        assertTrue(verdict.broken().containsKey(law), () -> verdict.broken().toString());
    }

    private static void assertBreaks(Contract contract, String... laws) {
        Verdict verdict = Verdict.on(contract);
        assertEquals(
                Set.of(laws), verdict.broken().keySet(), () -> verdict.broken().toString());
    }
}
