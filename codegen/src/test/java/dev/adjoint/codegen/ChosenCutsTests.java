package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.emit.Cuts;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tiles that suit most machines, for networks of many shapes: not what they have to be, but what the rules choose, so that
 * whoever changes a rule sees which shapes it meets. After a change that is meant, copy the table that the test prints.
 */
class ChosenCutsTests {
    private static final int LANES = 16;

    /** A dense layer from as many features to three more, and one from there to 10 classes. */
    private static final String DENSE = """
               5 wide,  1 rows: right 16x1, right 16x1, right 16x1, numbers, right 16x1
               5 wide,  7 rows: right 16x1, right 16x1, right 16x1, right 16x1 packed, right 16x1
               5 wide, 64 rows: right 16x1, right 16x1, right 16x1, right 16x1 packed, right 16x1
              16 wide,  1 rows: right 8x2, right 16x1, right 16x1, numbers, right 16x1
              16 wide,  7 rows: right 8x2, right 16x1, right 16x1, right 8x2 packed, right 8x2
              16 wide, 64 rows: right 8x2, right 16x1, right 16x1, right 8x2 packed, left 16x1
              31 wide,  1 rows: right 5x3, right 16x1, right 16x1, numbers, right 16x1
              31 wide,  7 rows: right 5x3, right 16x1, right 16x1, left 16x1 packed, right 5x3
              31 wide, 64 rows: right 5x3, right 16x1, right 16x1, right 5x3 packed, left 8x2
              61 wide,  1 rows: right 4x4, right 16x1, right 16x1, numbers, right 16x1 packed
              61 wide,  7 rows: right 8x2, right 16x1, right 16x1, left 16x1 packed, right 8x2 packed
              61 wide, 64 rows: right 8x2, right 16x1, right 16x1, right 8x2 packed, right 8x2 packed
             128 wide,  1 rows: right 2x8, right 16x1, right 16x1, numbers, right 16x1 packed
             128 wide,  7 rows: right 8x2, right 16x1, right 16x1, left 16x1 packed, right 8x2 packed
             128 wide, 64 rows: right 8x2, right 16x1, right 16x1, right 8x2 packed, right 8x2 packed
             509 wide,  1 rows: right 2x8, right 16x1, right 16x1, numbers, right 16x1 packed factors
             509 wide,  7 rows: right 8x2, right 16x1, right 16x1, left 16x1 packed, right 8x2 packed factors
             509 wide, 64 rows: right 8x2, right 16x1, right 16x1, right 8x2 packed, right 8x2 packed factors
            """;

    /** A convolution from 1 channel to as many, one from there to 5, and a dense layer. */
    private static final String CONVOLUTIONS = """
               3 wide,  1 rows: right 16x1, right 16x1, right 16x1, right 16x1, numbers, right 16x1, right 16x1 packed, right 16x1
               3 wide, 32 rows: right 16x1, right 16x1, right 16x1, left 16x1, right 16x1 packed, right 16x1, right 16x1 packed, right 16x1
               8 wide,  1 rows: right 16x1, right 16x1, right 16x1, right 16x1, numbers, right 16x1, right 16x1 packed, right 16x1
               8 wide, 32 rows: right 16x1, right 16x1, right 16x1, left 16x1, right 16x1 packed, left 16x1, right 16x1 packed, right 16x1
              12 wide,  1 rows: right 16x1, right 16x1, right 16x1, right 16x1, numbers, right 16x1, right 16x1 packed, right 16x1
              12 wide, 32 rows: right 16x1, right 16x1, right 16x1, left 16x1, right 16x1 packed, left 16x1, right 16x1 packed, right 16x1
              17 wide,  1 rows: right 8x2, right 16x1, right 16x1, right 16x1, numbers, right 16x1, left 16x1 packed, right 8x2
              17 wide, 32 rows: right 8x2, right 16x1, right 16x1, left 16x1, right 16x1 packed, left 8x2, right 8x2 packed, right 8x2
              33 wide,  1 rows: right 5x3, right 16x1, right 16x1, right 16x1, numbers, right 16x1, left 16x1 packed, right 8x2
              33 wide, 32 rows: right 5x3, right 16x1, right 16x1, left 16x1, right 16x1 packed, left 5x3, right 5x3 packed, right 8x2
            """;

    /** An LSTM of as many cells over five steps. */
    private static final String RECURRENT = """
              20 wide,  1 rows: right 3x5, right 3x5, right 16x1, right 16x1, right 8x2 packed, right 8x2 packed, right 16x1, right 8x2
              20 wide, 32 rows: right 8x2, right 8x2, right 16x1 packed, left 8x2, right 8x2, right 8x2 packed, right 8x2, right 8x2
              64 wide,  1 rows: right 2x8, right 2x8, right 16x1, right 16x1, right 8x2 packed, right 4x4 packed, right 16x1 factors, right 8x2
              64 wide, 32 rows: right 8x2, right 8x2, right 16x1 packed, left 4x4, right 8x2 packed, right 8x2 packed, right 8x2, right 8x2
             128 wide,  1 rows: right 2x8, right 2x8, right 16x1, right 16x1, right 8x2 packed, right 2x8 packed, right 16x1 factors, right 8x2
             128 wide, 32 rows: right 8x2, right 8x2, right 16x1 packed, left 4x4, right 8x2 packed, right 8x2 packed, right 8x2 factors, right 8x2
            """;

    @Test
    void denseLayersAreCutAsTheTableSays() {
        assertEquals(DENSE, table(Network.PERCEPTRON, List.of(5, 16, 31, 61, 128, 509), List.of(1, 7, 64)));
    }

    @Test
    void convolutionsAreCutAsTheTableSays() {
        assertEquals(CONVOLUTIONS, table(Network.CONVOLUTIONAL, List.of(3, 8, 12, 17, 33), List.of(1, 32)));
    }

    @Test
    void recurrentLayersAreCutAsTheTableSays() {
        assertEquals(RECURRENT, table(Network.RECURRENT, List.of(20, 64, 128), List.of(1, 32)));
    }

    /** A line for each shape: its cuts in the order in which a step runs them. */
    private static String table(Network network, List<Integer> widths, List<Integer> rows) {
        StringBuilder table = new StringBuilder();
        for (int width : widths) {
            for (int count : rows) {
                table.append("%4d wide, %2d rows: ".formatted(width, count))
                        .append(String.join(", ", cuts(network.ofWidth(width), count)))
                        .append('\n');
            }
        }
        return table.toString();
    }

    private static List<String> cuts(TrainingExample example, int rows) {
        Target target = new Target(LANES, rows);
        Schedule schedule = Schedule.of(example.program(), new Identifiers(), LANES, rows);
        List<String> cuts = new ArrayList<>();
        for (Excerpt excerpt : Excerpt.of(schedule)) {
            Group group = excerpt.kernel();
            Tensor anchor = group.anchor();
            if (anchor != null && anchor.op() instanceof Dot) {
                cuts.add(Cuts.of(schedule, group, target)
                        .map(found -> found.all().get(0).toString())
                        .orElse("numbers"));
            }
        }
        return cuts;
    }
}
