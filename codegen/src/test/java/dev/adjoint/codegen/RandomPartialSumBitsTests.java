package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Partial sums of any number over rows and other axes, of operands of any shape. */
class RandomPartialSumBitsTests {
    private static final int[] SIZES = {1, 2, 3, 5, 8, 16, 17, 33};
    private static final int[] ROWS = {1, 3, 7, 18, 70};
    private static final List<Variant> VARIANTS = List.of(
            Variant.JANINO_PLAIN,
            Variant.JANINO_8_LANES,
            Variant.JANINO_16_LANES,
            Variant.JANINO_BY_ROWS,
            Variant.JANINO_BY_ROWS_2_THREADS,
            Variant.JANINO_3_THREADS,
            Variant.JANINO_7_THREADS,
            Variant.JANINO_2_THREADS_PLAIN);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bitsAreTheInterpreters(long seed) {
        Random random = new Random(seed);
        Program program = program(random);
        int rows = ROWS[random.nextInt(ROWS.length)];
        for (Variant variant : VARIANTS) {
            assertEquals(
                    Optional.empty(),
                    variant.difference(program, rows),
                    () -> variant + ", seed " + seed + ", " + rows + " rows of " + program.roots());
        }
    }

    /** The partial sums, and the whole ones, of what is computed from two inputs. */
    private static Program program(Random random) {
        List<Integer> contracted = new ArrayList<>(List.of(Shape.ROWS));
        contracted.addAll(sizes(random, random.nextInt(3)));
        List<Integer> leftContract = new ArrayList<>();
        List<Integer> rightContract = new ArrayList<>();
        Tensor left = operand(random, "left", contracted, leftContract);
        Tensor right = operand(random, "right", contracted, rightContract);
        Dot dot = new Dot(List.of(), List.of(), leftContract, rightContract, 2 + random.nextInt(17));
        Tensor partial = left.exp().dot(right.sin(), dot);
        return new Program(
                "partial",
                List.of(left, right),
                List.of(),
                List.of(
                        new Program.Output("partial", partial),
                        new Program.Output("whole", partial.sum(0).tanh())),
                List.of(),
                Map.of());
    }

    /** An input whose axes are the contracted ones and up to two others, in any order. */
    private static Tensor operand(Random random, String name, List<Integer> contracted, List<Integer> contract) {
        List<Integer> all = new ArrayList<>(contracted);
        all.addAll(sizes(random, random.nextInt(3)));
        List<Integer> places = new ArrayList<>();
        for (int axis = 0; axis < all.size(); axis++) {
            places.add(axis);
        }
        Collections.shuffle(places, random);
        for (int axis = 0; axis < contracted.size(); axis++) {
            contract.add(places.indexOf(axis));
        }
        Shape shape = new Shape(places.stream().map(all::get).toList());
        return Tensor.of(new Input(name, TensorType.floats(shape)));
    }

    private static List<Integer> sizes(Random random, int number) {
        return random.ints(number, 0, SIZES.length)
                .map(index -> SIZES[index])
                .boxed()
                .toList();
    }
}
