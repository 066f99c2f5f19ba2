package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows that end within a vector: stored as whole vectors where what lies behind them is stored afterwards, and only there. */
class RowEndsBitsTests {
    @Property(tries = 80)
    void rowsHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 5) int lines,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll Form form,
            @ForAll Variant variant) {
        assertEquals(Optional.empty(), variant.difference(form.program(lines, width), rows));
    }

    @Test
    void aRowIsStoredWithTheBeginningOfTheNext() {
        String source = source(Form.PAIRED, 6);
        assertTrue(source.contains("if (i * 6 <= rows * 24 - 16) {"), source);
        assertTrue(source.contains("System.arraycopy(tail, 0, yArray, i * 6 + i1, 6);"), source);
    }

    @Test
    void whatIsLeftOverBehindAVectorIsStoredWithTheBeginningOfTheNextRow() {
        String source = source(Form.PAIRED, 22);
        assertTrue(source.contains("if (i * 22 + 16 <= rows * 88 - 16) {"), source);
    }

    @Test
    void severalRowsOfATurnAreStoredUpToTheEndOfTheirLine() {
        String source = source(Form.REPEATED, 6);
        assertTrue(source.contains("if (i1 * 12 + 6 <= 32) {"), source);
    }

    @Test
    void theRowsOfATileAreStoredUpToItsLast() {
        String source = source(Form.MULTIPLIED, 6);
        assertTrue(source.contains("c0x0.intoArray(yArray, "), source);
        assertTrue(source.contains("c15x0.intoArray(tail, 0);"), source);
    }

    @Test
    void aRowWithRoomIsStoredAsWholeVectors() {
        String source = source(Form.BESIDE_PADDED, 20);
        assertTrue(source.contains("System.arraycopy(tail, 0, pad, "), source);
        assertFalse(source.contains("System.arraycopy(tail, 0, tanh, "), source);
    }

    @Test
    void whatStandsBetweenRowsIsNotTouched() {
        String source = source(Form.BESIDE_OTHERS, 6);
        assertTrue(source.contains("System.arraycopy(tail, 0, yArray, "), source);
        assertFalse(source.contains("intoArray(yArray, "), source);
    }

    @Test
    void aThreadStoresNothingBehindItsShare() {
        String source = Variant.JANINO_7_THREADS.source(Form.PAIRED.program(4, 6), 64);
        assertTrue(source.contains("if (i * 6 <= to * 6 - 16) {"), source);
    }

    private static String source(Form form, int width) {
        return Variant.JANINO_16_LANES.source(form.program(4, width), 64);
    }

    /** What becomes of rows of images of so many lines and columns and so many channels. */
    enum Form {
        /** The same is added to all rows. */
        SHIFTED((graph, lines, width) -> graph.input("x", lines, width)
                .add(graph.parameter("shift", width)
                        .broadcast(Shape.of(lines, width))
                        .broadcast(Shape.of(Shape.ROWS, lines, width)))),
        /** Each row belongs to four others. */
        REPEATED((graph, lines, width) -> {
            Tensor few = graph.input("few", lines, lines, width);
            Tensor many = graph.input("many", 2 * lines, 2 * lines, width);
            return many.mul(
                    few.square().expand(3, 2).expand(2, 2).reshape(Shape.of(Shape.ROWS, 2 * lines, 2 * lines, width)));
        }),
        /** Each row is made from two. */
        PAIRED((graph, lines, width) -> {
            Tensor x = graph.input("x", 2 * lines, width);
            return x.slice(1, 0, lines, 2).sub(x.slice(1, 1, lines, 2));
        }),
        MULTIPLIED((graph, lines, width) -> graph.input("x", lines, 5).matmul(graph.parameter("w", 5, width))),
        /** Other numbers stand between the rows. */
        BESIDE_OTHERS((graph, lines, width) -> {
            Tensor shift = graph.parameter("shift", width).broadcast(Shape.of(Shape.ROWS, lines, width));
            return Tensor.concat(
                    2, List.of(graph.input("x", lines, width).add(shift), graph.input("others", lines, 3)));
        }),
        /** Each row has room in one array, and none in another one. */
        BESIDE_PADDED((graph, lines, width) -> {
            Tensor x = graph.input("x", lines, 5)
                    .matmul(graph.parameter("w", 5, width))
                    .tanh();
            Tensor windows = x.pad(1, 1, 1).window(1, 3, 1, 1);
            Dot overWindows = new Dot(List.of(), List.of(), List.of(2, 3), List.of(0, 1));
            return windows.dot(graph.parameter("windows", 3, width, 7), overWindows)
                    .add(x.matmul(graph.parameter("v", width, 7)));
        }),
        BACKWARDS((graph, lines, width) -> {
            Tensor shift = graph.parameter("shift", width).broadcast(Shape.of(Shape.ROWS, lines, width));
            return graph.input("x", lines, width).add(shift).flip(1);
        });

        /** The result, made from inputs and parameters of a graph. */
        private interface Result {
            Tensor of(TrainingGraph graph, int lines, int width);
        }

        private final Result result;

        Form(Result result) {
            this.result = result;
        }

        Program program(int lines, int width) {
            TrainingGraph graph = new TrainingGraph();
            return graph.compute("rows", result.of(graph, lines, width));
        }
    }
}
