package dev.adjoint.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTests {
    private final Dataset data = Dataset.builder()
            .input("left", new float[][] {{0, 1}, {10, 11}, {20, 21}})
            .input("right", Shape.of(2, 1), new float[] {0, -1, -10, -11, -20, -21})
            .target("class", 2, 0, 1)
            .weights(1, 2, 3)
            .build();

    @Test
    void rowsAreGatheredOneBehindTheOther() {
        float[] into = new float[4];
        data.inputs().get(1).gather(new int[] {9, 2, 0}, 1, 2, into);
        assertArrayEquals(new float[] {-20, -21, 0, -1}, into);
        assertEquals(Shape.of(2, 1), data.inputs().get(1).type().shape());
        assertEquals(DType.INT, data.targets().get(0).type().dtype());
    }

    @Test
    void pickedRowsKeepTheirTargetsAndWeights() {
        Dataset picked = data.rows(2, 1).range(1, 2);
        float[] into = new float[1];
        picked.targets().get(0).copy(0, into, 0);
        assertEquals(0, into[0]);
        picked.weights().orElseThrow().copy(0, into, 0);
        assertEquals(2, into[0]);
        assertEquals(1, picked.size());
    }

    @Test
    void columnsThatDoNotFitTogetherAreNamed() {
        fails(
                "row 1 of column 'input' has 2 numbers, but row 0 has 1",
                () -> Dataset.of(new float[][] {{1}, {1, 2}}, new int[2]));
        fails(
                "column 'target' has 1 rows, but column 'input' has 2",
                () -> Dataset.of(new float[][] {{1}, {2}}, new int[1]));
        fails(
                "two input columns have the name 'x'",
                () -> Dataset.builder()
                        .input("x", new float[1][1])
                        .input("x", new float[1][1])
                        .build());
        fails(
                "column 'x' has 5 values, which is no multiple of the 4",
                () -> Dataset.builder().input("x", Shape.of(2, 2), new float[5]));
        fails(
                "a data set needs at least one input column",
                () -> Dataset.builder().target("y", 1).build());
        fails("row 3 does not exist; expected 0 to 2", () -> data.rows(3));
    }

    @Property
    void fractionsMakePartsThatDoNotOverlapAndDependOnTheSeedAlone(
            @ForAll @IntRange(min = 2, max = 200) int size, @ForAll long seed) {
        Partition partition = new Partition(0.5, 0.5, seed);
        Partition.Parts parts = partition.of(size);
        int[] all = IntStream.concat(Arrays.stream(parts.train()), Arrays.stream(parts.test()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, size).toArray(), all);
        assertArrayEquals(parts.test(), partition.of(size).test());
    }

    @Test
    void countsTakeTheFirstAndTheLastRowsInOrder() {
        Partition.Parts parts = new Partition(3, 2, 0).of(10);
        assertArrayEquals(new int[] {0, 1, 2}, parts.train());
        assertArrayEquals(new int[] {8, 9}, parts.test());
        assertEquals(8, new Partition(0, 2, 0).of(10).train().length);
        fails("cannot take 9 rows to train on and 2 to test on from 10 rows", () -> new Partition(9, 2, 0).of(10));
    }

    @Test
    void partsThatMakeNoSenseAreRefused() {
        for (double wrong : new double[] {-1, 1.5, Double.NaN}) {
            ConfigurationException error = assertThrows(ConfigurationException.class, () -> new Partition(0, wrong, 0));
            assertTrue(String.valueOf(error.getMessage()).startsWith("test is " + wrong), error.toString());
        }
        assertThrows(ConfigurationException.class, () -> new Partition(0.5, 10, 0));
        assertThrows(ConfigurationException.class, () -> new Partition(0.5, 0.6, 0));
    }

    @Test
    void shufflingReachesEveryOrderEquallyOften() {
        int[] counts = new int[27];
        SplitMix64 random = new SplitMix64(1);
        for (int i = 0; i < 6000; i++) {
            int[] order = {0, 1, 2};
            random.shuffle(order);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(6, seen.length);
        // 1000 expected of each with a standard deviation of 29: five of them are never reached by chance.
        assertTrue(Arrays.stream(seen).allMatch(count -> Math.abs(count - 1000) < 145), Arrays.toString(seen));
    }

    private static void fails(String message, Executable action) {
        DataException error = assertThrows(DataException.class, action);
        assertTrue(String.valueOf(error.getMessage()).contains(message), error.toString());
    }
}
