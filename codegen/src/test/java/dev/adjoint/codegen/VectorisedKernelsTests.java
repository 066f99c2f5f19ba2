package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.emit.CostModel;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kernel that falls back to plain loops gives the right bits, many times too late. */
class VectorisedKernelsTests {
    private static final List<Integer> ROWS = List.of(1, 256);
    private static final List<Integer> WIDTHS = List.of(16, 24, 37, 64);
    /** Kernels that would take a smaller share of the time with vectors may be plain loops. */
    private static final double SMALL = 0.05;

    static Stream<Arguments> networks() {
        return Stream.of(Network.values())
                .flatMap(network -> Stream.of(4, 8, 16).map(lanes -> Arguments.of(network, lanes)));
    }

    @ParameterizedTest(name = "{0}, {1} lanes")
    @MethodSource("networks")
    void everyKernelThatCountsHasVectors(Network network, int lanes) {
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

    /** The kernels without vectors that have more than a small share of a program's time. */
    private static List<String> plain(Program program, Target target) {
        Schedule schedule = Schedule.of(program, new Identifiers(), target.lanes(), target.capacity());
        CostModel cost = CostModel.typical(schedule, target);
        double all = schedule.groups().stream().mapToDouble(cost::microseconds).sum();
        GeneratedSource.Written written = ProgramEmitter.emit(schedule, target).written();
        List<String> kernels = new ArrayList<>();
        for (Group group : written.plain()) {
            double share = cost.microseconds(group) / all;
            if (share >= SMALL) {
                kernels.add(written.methods().get(group) + ": " + share);
            }
        }
        return kernels;
    }
}
