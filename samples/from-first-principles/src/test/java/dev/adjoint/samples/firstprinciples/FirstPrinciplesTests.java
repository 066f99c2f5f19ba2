package dev.adjoint.samples.firstprinciples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FirstPrinciplesTests {
    @Test
    void thePageReadsAsItShould() throws IOException {
        try (InputStream expected = Objects.requireNonNull(getClass().getResourceAsStream("page.txt"))) {
            assertEquals(
                    new String(expected.readAllBytes(), StandardCharsets.UTF_8),
                    FirstPrinciples.page().toString());
        }
    }

    @Test
    void theLossIs30AtThreeAndALittleMoreBesideIt() {
        RateOfChange chapter = new RateOfChange();

        assertEquals(30, chapter.loss(3));
        assertEquals(30.006, chapter.loss(3.0001), 1e-5);
        assertEquals(0, chapter.loss(2));
    }

    @Test
    void theRateOfTheLossIs60ByDifferenceAndByDerivative() {
        RateOfChange chapter = new RateOfChange();

        assertEquals(60, chapter.byDifference(3, 0.0001), 0.01);
        assertEquals(60, chapter.byDerivative(3));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 2.4, 4.8", "0.05, 0, 120", "0.025, 1.5, 7.5"})
    void theDeltaRuleTakesOneStepAgainstTheRate(double learningRate, double weight, double loss) {
        assertArrayEquals(new double[] {weight, loss}, new DeltaRule().step(3, learningRate), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 0})
    void everyStartGoesToTwoAsOnPaper(int batch) {
        for (double start : Descent.STARTS) {
            List<Double> path = Descent.path(start, batch);

            for (int i = 0; i < path.size(); i++) {
                assertEquals(Descent.onPaper(start, batch, Descent.EPOCHS.get(i)), path.get(i), 1e-5);
            }
            assertEquals(2, path.get(path.size() - 1), 1e-4);
        }
    }

    @Test
    void changesRunForwardThroughTheChainAndDeltasBackward() {
        assertEquals(new Chain.Values(6, 12, 4, 3, 6, 4, 8, 24, 16, 24), new Chain().values());
    }

    @Test
    void theGradientsOfTheSquaredNormAreThoseOnPaper() {
        SquaredNorm.Values derived = new SquaredNorm().derived();
        SquaredNorm.Values paper = new SquaredNorm().onPaper();

        assertArrayEquals(new double[] {0.22, 0.26}, derived.q(), 1e-6);
        assertEquals(0.116, derived.f(), 1e-6);
        assertArrayEquals(new double[] {-0.112, 0.636}, derived.byX(), 1e-6);
        assertArrayEquals(paper.byX(), derived.byX(), 1e-6);
        assertArrayEquals(paper.byW()[0], derived.byW()[0], 1e-6);
        assertArrayEquals(paper.byW()[1], derived.byW()[1], 1e-6);
    }

    @Test
    void forwardAndReverseGiveTheSameRates() {
        assertTrue(ForwardOrReverse.disagreement(5) < 1e-5, () -> "" + ForwardOrReverse.disagreement(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20})
    void reverseCostsAFewTimesTheLossWhateverTheDepthAndForwardOncePerWeight(int depth) {
        ForwardOrReverse.Costs costs = ForwardOrReverse.Costs.of(depth);

        assertTrue(costs.reverse() < 3 * costs.value(), costs::toString);
        assertTrue(costs.forward() > costs.weights() * costs.value() / 2, costs::toString);
    }

    @Test
    void aDotTakesAMultiplicationForEachProduct() {
        var left = Calculation.input("left", 3, 4);
        var right = Calculation.input("right", 4, 5);

        assertEquals(
                3 * 4 * 5 + 3 * 5, Multiplications.of(List.of(left.matmul(right).square())));
    }

    @Test
    void theNumbersOfATableStandBelowEachOther() {
        Page page = new Page();
        page.table(
                Page.Row.of("n", "what"),
                List.of(Page.Row.of(-0.00001, "nothing"), Page.Row.of(12.5, "a dozen or so")));

        assertEquals("""

                       n   what
                     0.0   nothing
                    12.5   a dozen or so
                """, page.toString());
    }
}
