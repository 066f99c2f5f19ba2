package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.codegen.cost.Ceilings;
import dev.adjoint.codegen.emit.CostModel;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.Outlines;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of the kernels of a program. */
class OutlinesTests {
    private static final int CAPACITY = 32;

    @ParameterizedTest
    @EnumSource
    void everyKernelSaysWhatItReadsFillsAndComputes(Network network) {
        Schedule schedule = schedule(network);
        GeneratedSource source = ProgramEmitter.emit(schedule, new Target(8, CAPACITY));
        List<KernelOutline> outlines = Outlines.of(schedule, source);
        assertFalse(outlines.isEmpty());
        outlines.forEach(OutlinesTests::assertTold);
        assertTrue(
                outlines.stream().allMatch(outline -> outline.division().isEmpty()), "one thread shares with nobody");
    }

    private static void assertTold(KernelOutline outline) {
        assertFalse(outline.kernel().isEmpty(), outline::toString);
        assertFalse(outline.fills().isEmpty(), outline::toString);
        assertEquals(outline.form().equals("scan"), outline.formulas().isEmpty(), outline::toString);
        assertEquals(outline.form().equals("scan"), !outline.steps().isEmpty(), outline::toString);
        outline.before().forEach(OutlinesTests::assertTold);
        outline.steps().forEach(OutlinesTests::assertTold);
    }

    @ParameterizedTest
    @EnumSource
    void kernelsThatThreadsShareHaveNamesAndSayHow(Network network) {
        Schedule schedule = schedule(network);
        Target target = new Target(8, CAPACITY, new Team(3, 0));
        GeneratedSource source = ProgramEmitter.emit(schedule, target);
        List<KernelOutline> outlines = Outlines.of(schedule, source);
        CostModel model = new CostModel(schedule, target, Set.of(), Ceilings.typical(8));
        assertEquals(
                outlines.stream().map(KernelOutline::kernel).toList(),
                model.kernels(source.written()).stream().map(KernelCost::kernel).toList());
        for (KernelOutline outline : outlines) {
            assertTrue(outline.division().isPresent(), outline::toString);
        }
    }

    private static Schedule schedule(Network network) {
        return Schedule.of(network.ofWidth(60).program(), new Identifiers(), 8, CAPACITY);
    }
}
