package dev.adjoint.api.graph;

import static java.util.Map.entry;

import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What computing takes, whoever does it: operations on floating-point numbers, and bytes that move.
 *
 * <p>A multiplication and addition of a contraction counts as 2 operations; a function of one element, whichever it is, as
 * 1; an element that a reduction takes in as 1; moving numbers as nothing. What a custom kernel does is not known and counts
 * as nothing. The steps of a loop count each.
 *
 * @param contractions the multiplications and additions of contractions
 * @param others all other operations
 * @param bytes the bytes that have to move, 4 for each element
 */
public record Work(long contractions, long others, long bytes) {
    /** No work at all. */
    public static final Work NONE = new Work(0, 0, 0);

    private static final Map<Class<? extends Op>, Function<Counted, Work>> RULES = Map.ofEntries(
            entry(Unary.class, Counted::ofEachElement),
            entry(Binary.class, Counted::ofEachElement),
            entry(Comparison.class, Counted::ofEachElement),
            entry(Where.class, Counted::ofEachElement),
            entry(Sum.class, Counted::ofEachOperandElement),
            entry(Max.class, Counted::ofEachOperandElement),
            entry(ArgMax.class, Counted::ofEachOperandElement),
            entry(Fold.class, Counted::ofEachOperandElement),
            entry(ScatterAdd.class, Counted::ofEachOperandElement),
            entry(Dot.class, Counted::ofContraction),
            entry(Scan.class, Counted::ofLoop));

    /** Ops that only say where an element of their input is found: whoever reads the result reads the input. */
    private static final Set<Class<? extends Op>> VIEWS = Set.of(
            Reshape.class,
            Permute.class,
            Flip.class,
            Slice.class,
            Window.class,
            Expand.class,
            Cast.class,
            StopGradient.class,
            Pick.class);

    /**
     * The work of one op, on its own: it reads each of its inputs once and writes its result once. Leaves and what only
     * looks at its input in another way take nothing; an input that is looked at in another way counts with as many
     * elements as there are behind it, if those are fewer.
     *
     * @param rows the number of rows of the run
     */
    public static Work of(Tensor tensor, int rows) {
        Counted counted = new Counted(tensor, rows);
        Function<Counted, Work> rule = RULES.get(tensor.op().getClass());
        Work work = rule == null ? NONE : rule.apply(counted);
        return tensor.op() instanceof Scan ? work : work.plus(new Work(0, 0, counted.bytes()));
    }

    /**
     * The work of a whole run: the operations of all its ops; and as bytes what moves however well the ops are joined:
     * inputs and variables are read once, outputs and variables that change are written once.
     *
     * @param rows the number of rows of the run
     */
    public static Work of(Program program, int rows) {
        Work operations = sum(program.tensors(), rows);
        long elements = 0;
        for (Tensor leaf : program.inputs()) {
            elements += leaf.shape().elements(rows);
        }
        for (Tensor leaf : program.variables()) {
            elements += leaf.shape().elements(rows);
        }
        for (Program.Output output : program.outputs()) {
            elements += output.value().shape().elements(rows);
        }
        for (Program.Assignment assignment : program.assignments()) {
            elements += assignment.variable().shape().elements(rows);
        }
        return new Work(operations.contractions, operations.others, elements * Float.BYTES);
    }

    /** All operations. */
    public long flops() {
        return contractions + others;
    }

    /** This work and some more. */
    public Work plus(Work more) {
        return new Work(
                Math.addExact(contractions, more.contractions),
                Math.addExact(others, more.others),
                Math.addExact(bytes, more.bytes));
    }

    private Work times(long count) {
        return new Work(
                Math.multiplyExact(contractions, count),
                Math.multiplyExact(others, count),
                Math.multiplyExact(bytes, count));
    }

    private static Work sum(Collection<Tensor> tensors, int rows) {
        return tensors.stream().map(tensor -> of(tensor, rows)).reduce(NONE, Work::plus);
    }

    /** An op whose work is counted, for a number of rows. */
    private record Counted(Tensor result, int rows) {
        private long elements(Tensor tensor) {
            return tensor.shape().elements(rows);
        }

        Work ofEachElement() {
            return new Work(0, elements(result), 0);
        }

        Work ofEachOperandElement() {
            return new Work(0, elements(result.input(0)), 0);
        }

        Work ofContraction() {
            Shape left = result.input(0).shape();
            Dot dot = (Dot) result.op();
            long products = dot.leftContract().stream()
                    .mapToLong(axis -> Shape.resolve(left.size(axis), rows))
                    .reduce(1, Math::multiplyExact);
            return new Work(Math.multiplyExact(2 * products, elements(result) / dot.partialSums()), 0, 0);
        }

        Work ofLoop() {
            Scan scan = (Scan) result.op();
            return sum(scan.body().tensors(), rows).times(scan.length());
        }

        long bytes() {
            if (result.inputs().isEmpty() || VIEWS.contains(result.op().getClass())) {
                return 0;
            }
            long elements = elements(result);
            for (Tensor input : new LinkedHashSet<>(result.inputs())) {
                elements += behind(input);
            }
            return Math.multiplyExact(elements, Float.BYTES);
        }

        /** How many elements are read for a tensor at most. */
        private long behind(Tensor tensor) {
            boolean view = VIEWS.contains(tensor.op().getClass()) && !(tensor.op() instanceof Pick);
            return view ? Math.min(elements(tensor), behind(tensor.input(0))) : elements(tensor);
        }
    }
}
