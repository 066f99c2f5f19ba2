package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.codegen.crew.Parts;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Parts of different loops that touch the same rows. */
class EqualPartsTests {
    private static final Target TARGET = new Target(8, 64, new Team(2, 0));
    private final Schedule schedule = schedule();
    private final Group group = schedule.groups().get(0);
    private final Buffer buffer = schedule.layout().buffers().get(0);

    private static Schedule schedule() {
        Tensor x = Tensor.of(new Input("x", new TensorType(DType.FLOAT, Shape.of(Shape.ROWS, 4))));
        Program program = new Program(
                "one", List.of(x), List.of(), List.of(new Program.Output("y", x.exp())), List.of(), Map.of());
        return Schedule.of(program, new Identifiers(), 8, 64);
    }

    @Property(tries = 300)
    void threadsTouchTheSameRowsInAllCalls(
            @ForAll @IntRange(min = 1, max = 40) int turns,
            @ForAll @IntRange(min = 1, max = 24) int step,
            @ForAll @IntRange(min = 1, max = 40) int otherTurns,
            @ForAll @IntRange(min = 1, max = 24) int otherStep,
            @ForAll @IntRange(min = 1, max = 12) int thirdStep) {
        CrewPhases phases = new CrewPhases(TARGET);
        CrewCall first = call(turns, step, 0);
        CrewCall second = call(otherTurns, otherStep, 0);
        CrewCall third = call(1, thirdStep, 0);
        List.of(first, second, third).forEach(phases::add);
        assertEquals(0, first.phase());
        assertEquals(0, second.phase());
        assertEquals(0, third.phase());
        assertEquals(0, first.step() % step + second.step() % otherStep + third.step() % thirdStep);
        for (int rows = 1; rows < 100; rows++) {
            for (int threads : new int[] {1, 2, 3, 7}) {
                for (int part = 0; part <= threads; part++) {
                    int row = Parts.start(rows, (int) third.step(), part, threads);
                    assertEquals(row * turns, Parts.start(rows * turns, (int) first.step(), part, threads));
                    assertEquals(row * otherTurns, Parts.start(rows * otherTurns, (int) second.step(), part, threads));
                }
            }
        }
    }

    @Test
    void threadsMeetWhereEqualPartsWouldLeaveOneWithMoreToDo() {
        CrewPhases phases = new CrewPhases(TARGET);
        CrewCall fine = call(1, 1, 100);
        CrewCall coarse = call(1, 48, 100);
        phases.add(fine);
        phases.add(coarse);
        assertEquals(1, fine.step());
        assertEquals(1, coarse.phase());
    }

    @Test
    void threadsMeetAgainAfterALongTime() {
        CrewPhases phases = new CrewPhases(TARGET);
        CrewCall longOne = call(1, 8, 1000);
        CrewCall next = call(1, 8, 1);
        CrewCall last = call(1, 8, 1);
        List.of(longOne, next, last).forEach(phases::add);
        assertEquals(0, longOne.phase());
        assertEquals(1, next.phase());
        assertEquals(1, last.phase());
    }

    @Test
    void threadsMeetBeforeOneOfThemReadsWhatAllHaveWritten() {
        CrewPhases phases = new CrewPhases(TARGET);
        CrewCall all = call(1, 8, 1);
        CrewCall one = CrewCall.ofOne(group, "", Set.of(buffer), Set.of(), 1);
        CrewCall another = CrewCall.ofOne(group, "", Set.of(), Set.of(buffer), 1);
        List.of(all, one, another).forEach(phases::add);
        assertEquals(1, one.phase());
        assertEquals(1, another.phase());
    }

    @Test
    void aCopyIsMadeJustBeforeItIsNeeded() {
        CrewPhases phases = new CrewPhases(TARGET);
        Buffer copied = schedule.layout().buffers().get(1);
        CrewCall copy = CrewCall.ofOne(group, "", Set.of(), Set.of(copied), 1);
        phases.add(copy);
        phases.add(call(1, 8, 1));
        phases.add(CrewCall.ofOne(group, "", Set.of(buffer), Set.of(), 1));
        Share share = new Share(new Atom.Counter("i", new Size(1, 1)), 8);
        CrewCall last =
                CrewCall.divided(List.of(group), share, part -> "", Set.of(copied), Set.of(buffer), Map.of(), 1);
        phases.add(last);
        assertEquals(2, last.phase());
        phases.delay(copy);
        assertEquals(1, copy.phase());
    }

    @Test
    void rowsAndFloatsAreNotTheSame() {
        Share share = new Share(new Atom.Counter("i", new Size(1, 1)), 1);
        Stretch rows = new Stretch("rows", Size.ONE, 1);
        assertTrue(rows.matches(share, rows, share));
        assertFalse(rows.matches(share, new Stretch(buffer, Size.ONE, 1), share));
        assertFalse(rows.matches(share, new Stretch("rows", new Size(2, 0), 1), share));
    }

    private CrewCall call(int turns, int step, double microseconds) {
        Share share = new Share(new Atom.Counter("i", new Size(turns, 1)), step);
        Stretch rows = new Stretch("rows", Size.ONE, turns);
        return CrewCall.divided(
                List.of(group), share, part -> "", Set.of(), Set.of(buffer), Map.of(buffer, rows), microseconds);
    }
}
