package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.graph.Work;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.codegen.cost.Ceilings;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.testkit.program.RandomPrograms;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CostModelTests {
    private static final int LANES = 8;

    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 64))));

    @Test
    void aKernelHasTheOperationsOfItsOps() {
        Program program = program(x.matmul(parameter("w", 64, 32)).exp());
        List<KernelCost> costs = costs(program, LANES, 128);
        assertEquals(
                Work.of(program, 128).flops(),
                costs.stream().mapToLong(KernelCost::flops).sum());
        assertEquals("dot", costs.get(0).form());
    }

    @Test
    void twiceAsManyRowsTakeAboutTwiceAsLong() {
        Program program = program(x.matmul(parameter("w", 64, 32)));
        double once = microseconds(program, LANES, 128);
        double twice = microseconds(program, LANES, 256);
        assertEquals(2, twice / once, 0.1);
    }

    @Test
    void columnsUpToAWholeVectorTakeAsLongAsAWholeOne() {
        double padded = microseconds(program(x.matmul(parameter("w", 64, 10))), LANES, 128);
        double whole = microseconds(program(x.matmul(parameter("w", 64, 16))), LANES, 128);
        assertEquals(whole, padded, 0.25 * whole);
    }

    @Test
    void plainLoopsTakeLongerThanVectors() {
        Program program = program(x.matmul(parameter("w", 64, 32)).exp());
        assertTrue(microseconds(program, 0, 128) > microseconds(program, LANES, 128));
    }

    @Test
    void aFormulaTakesLongerThanAnAddition() {
        assertTrue(microseconds(program(x.exp()), LANES, 4096) > microseconds(program(x.add(1)), LANES, 4096));
    }

    @Test
    void aProgramInOneMethodIsOneKernel() {
        Tensor small = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 2))));
        List<KernelCost> costs =
                costs(program(small.matmul(parameter("w", 2, 3)).tanh()), 0, 1);
        assertEquals(
                List.of("straight-line"), costs.stream().map(KernelCost::form).toList());
    }

    @Property(tries = 100)
    void everyKernelOfARandomProgramHasACost(@ForAll @LongRange(min = 0, max = 100_000) long seed) {
        Program program = RandomPrograms.of(seed).program();
        for (int lanes : List.of(0, LANES)) {
            for (KernelCost cost : costs(program, lanes, 7)) {
                assertTrue(Double.isFinite(cost.microseconds()) && cost.microseconds() > 0, cost.toString());
                assertTrue(cost.flops() >= 0 && cost.bytes() >= 0, cost.toString());
            }
        }
    }

    private static Tensor parameter(String path, int... sizes) {
        return Tensor.of(new Parameter(path, Shape.of(sizes)));
    }

    private Program program(Tensor y) {
        List<Tensor> leaves = Graph.topological(List.of(y));
        List<Tensor> inputs =
                leaves.stream().filter(leaf -> leaf.op() instanceof Input).toList();
        List<Tensor> variables =
                leaves.stream().filter(leaf -> leaf.op() instanceof Parameter).toList();
        return new Program("test", inputs, variables, List.of(new Program.Output("y", y)), List.of(), Map.of());
    }

    private static double microseconds(Program program, int lanes, int rows) {
        return costs(program, lanes, rows).stream()
                .mapToDouble(KernelCost::microseconds)
                .sum();
    }

    private static List<KernelCost> costs(Program program, int lanes, int rows) {
        Schedule schedule = Schedule.of(program, new Identifiers(), lanes, rows);
        Target target = new Target(lanes, rows);
        GeneratedSource.Written written = ProgramEmitter.emit(schedule, target).written();
        return new CostModel(schedule, target, written.plain(), Ceilings.typical(lanes)).kernels(written);
    }
}
