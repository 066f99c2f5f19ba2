package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that end within a vector, and something that is the same for all of them: several rows at a time. */
class RepeatedRowsBitsTests {
    @Property(tries = 120)
    void rowsHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 5) int lines,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll Form form,
            @ForAll Variant variant) {
        assertEquals(Optional.empty(), variant.difference(form.program(lines, width), rows));
    }

    @Test
    void asManyRowsAsMakeWholeVectorsAreDoneAtATime() {
        String source = source(Form.SHIFTED, 8, 6);
        assertTrue(source.contains("System.arraycopy(shift, 0, repeated, place, 6);"), source);
        assertTrue(source.contains("for (; i <= rows * 8 - 8; i += 8) {"), source);
        assertTrue(source.contains("for (int i1 = 0; i1 < 48; i1 += 16) {"), source);
        assertFalse(source.contains("intoArray(tail"), source);
    }

    @Test
    void whatIsLeftOverIsDoneRowByRow() {
        String source = source(Form.SHIFTED, 3, 6);
        assertTrue(source.contains("for (; i <= rows * 3 - 8; i += 8) {"), source);
        assertTrue(source.contains("for (; i < rows * 3; i++) {"), source);
    }

    @Test
    void aThreadLeavesNothingOverButAtTheEndOfItsShare() {
        String source = Variant.JANINO_7_THREADS.source(Form.SHIFTED.program(8, 6), 64);
        assertTrue(source.contains("for (; i <= to - 8; i += 8) {"), source);
        assertTrue(source.contains("for (; i < to; i++) {"), source);
    }

    @Test
    void whatIsRepeatedStandsSideBySide() {
        String source = source(Form.SCALED_AND_SHIFTED, 8, 10);
        assertTrue(source.contains(", repeated, i1)"), source);
        assertTrue(source.contains(", repeated, i1 + 80)"), source);
    }

    @Test
    void aRowWithinALongerOneIsRepeatedFromWhereItBegins() {
        String source = source(Form.SECOND_HALF, 8, 6);
        assertTrue(source.contains("System.arraycopy(shift, 6, repeated, place, 6);"), source);
    }

    @Test
    void theBiasOfAConvolutionWithFewChannelsIsRepeatedForItsActivation() {
        Program program = Network.NARROW.ofWidth(16).program();
        String source = Variant.JANINO_16_LANES.source(program, 64);
        assertTrue(source.contains("System.arraycopy(firstBias, 0, repeated, place, 6);"), source);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 29, 32})
    void rowsThatUseMostOfTheirVectorsStayAsTheyAre(int width) {
        String source = source(Form.SHIFTED, 8, width);
        assertFalse(source.contains("repeated, place"), source);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"BOTH_HALVES", "WITH_ITS_NEIGHBOUR", "WITH_A_NUMBER_EACH", "NUMBERED"})
    void whatIsReadInOtherWaysTooIsNotRepeated(Form form) {
        String source = source(form, 8, 6);
        assertFalse(source.contains("System.arraycopy(shift"), source);
    }

    private static String source(Form form, int lines, int width) {
        return Variant.JANINO_16_LANES.source(form.program(lines, width), 64);
    }

    /** What becomes of rows of images of so many lines and so many channels. */
    enum Form {
        SHIFTED((graph, x, width) ->
                x.add(toAll(graph.parameter("shift", width), x)).tanh()),
        SCALED_AND_SHIFTED((graph, x, width) ->
                x.mul(toAll(graph.parameter("scale", width), x)).add(toAll(graph.parameter("shift", width), x))),
        SECOND_HALF((graph, x, width) ->
                x.add(toAll(graph.parameter("shift", 2 * width).slice(0, width, width), x))),
        /** Two rows of one array: only one can be repeated. */
        BOTH_HALVES((graph, x, width) -> {
            Tensor both = graph.parameter("shift", 2 * width);
            return x.mul(toAll(both.slice(0, 0, width), x)).add(toAll(both.slice(0, width, width), x));
        }),
        /** A row and a number of one array. */
        WITH_ITS_NEIGHBOUR((graph, x, width) -> {
            Tensor both = graph.parameter("shift", width + 1);
            Tensor number = both.slice(0, width, 1).reshape(Shape.of());
            return x.add(toAll(both.slice(0, 0, width), x)).mul(toAll(number, x));
        }),
        WITH_A_NUMBER_EACH((graph, x, width) -> {
            int lines = x.shape().size(1);
            Tensor number = graph.input("number", lines, 1).reshape(Shape.of(Shape.ROWS, lines));
            return x.add(toAll(graph.parameter("shift", width), x)).mul(number.expand(2, width));
        }),
        /** A random number for each element. */
        NUMBERED((graph, x, width) ->
                x.add(toAll(graph.parameter("shift", width), x)).mul(graph.uniform(x.shape())));

        /** The result, made from rows and parameters of a graph. */
        private interface Result {
            Tensor of(TrainingGraph graph, Tensor x, int width);
        }

        private final Result result;

        Form(Result result) {
            this.result = result;
        }

        private static Tensor toAll(Tensor row, Tensor x) {
            return row.broadcast(x.shape());
        }

        Program program(int lines, int width) {
            TrainingGraph graph = new TrainingGraph();
            return graph.compute("rows", result.of(graph, graph.input("x", lines, width), width));
        }
    }
}
