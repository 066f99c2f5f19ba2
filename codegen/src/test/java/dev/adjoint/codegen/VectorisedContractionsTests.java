package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.Work;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A contraction that falls back to plain loops gives the right bits, ten times too late. */
class VectorisedContractionsTests {
    private static final int ROWS = 256;
    private static final List<Integer> WIDTHS = List.of(16, 37, 64);
    /** Kernels with a smaller share of the operations may be plain loops. */
    private static final double SMALL = 0.05;

    static Stream<Arguments> networks() {
        return Stream.of(Network.values())
                .flatMap(network -> Stream.of(4, 8, 16).map(lanes -> Arguments.of(network, lanes)));
    }

    @ParameterizedTest(name = "{0}, {1} lanes")
    @MethodSource("networks")
    void everyContractionThatCountsHasVectors(Network network, int lanes) {
        for (int width : WIDTHS) {
            Program program = network.ofWidth(width).program();
            double all = Work.of(program, ROWS).flops();
            for (Team team : List.of(Team.ALONE, new Team(2, 0))) {
                Target target = new Target(lanes, ROWS, team);
                Schedule schedule = Schedule.of(program, new Identifiers(), lanes, ROWS);
                for (Group group :
                        ProgramEmitter.emit(schedule, target).written().plain()) {
                    Tensor anchor = group.anchor();
                    if (anchor != null && anchor.op() instanceof Dot) {
                        double share = Work.of(anchor, ROWS).flops() / all;
                        assertTrue(share < SMALL, () -> anchor + " in plain loops; width " + width + ", " + team);
                    }
                }
            }
        }
    }
}
