package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    private static final List<Integer> ROWS = List.of(1, 256);
    private static final List<Integer> WIDTHS = List.of(16, 24, 37, 64);
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
            for (int rows : ROWS) {
                for (Team team : List.of(Team.ALONE, new Team(2, 0))) {
                    Target target = new Target(lanes, rows, team);
                    assertEquals(List.of(), plain(program, target), "width " + width + ", " + rows + " rows, " + team);
                }
            }
        }
    }

    /** The contractions without vectors that have more than a small share of a program's operations. */
    private static List<Tensor> plain(Program program, Target target) {
        int rows = target.capacity();
        double all = Work.of(program, rows).flops();
        Schedule schedule = Schedule.of(program, new Identifiers(), target.lanes(), rows);
        return ProgramEmitter.emit(schedule, target).written().plain().stream()
                .map(Group::anchor)
                .filter(anchor -> anchor != null && anchor.op() instanceof Dot)
                .filter(anchor -> Work.of(anchor, rows).flops() >= SMALL * all)
                .toList();
    }
}
