package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.State;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The table of what each op computes, by the op itself if it is an enum constant, else by its class. */
final class Meanings {
    private static final Map<Object, BiFunction<Op, Call, List<double[]>>> TABLE = new HashMap<>();

    static {
        one(Unary.NEG, (math, x) -> -x);
        one(Unary.EXP, Arithmetic::exp);
        one(Unary.LOG, Arithmetic::log);
        one(Unary.SQRT, Arithmetic::sqrt);
        one(Unary.TANH, Arithmetic::tanh);
        one(Unary.SIGMOID, Arithmetic::sigmoid);
        one(Unary.ERF, Arithmetic::erf);
        one(Unary.SIN, Arithmetic::sin);
        one(Unary.COS, Arithmetic::cos);
        one(Unary.ABS, (math, x) -> Math.abs(x));
        one(Unary.FLOOR, Arithmetic::floor);
        one(Unary.SIGN, Arithmetic::sign);

        two(Binary.ADD, Arithmetic::add);
        two(Binary.SUB, Arithmetic::sub);
        two(Binary.MUL, Arithmetic::mul);
        two(Binary.DIV, Arithmetic::div);
        two(Binary.POW, Arithmetic::pow);
        two(Binary.MAX, (math, x, y) -> Math.max(x, y));
        two(Binary.MIN, (math, x, y) -> Math.min(x, y));

        two(Comparison.EQUAL, (math, x, y) -> x == y ? 1 : 0);
        two(Comparison.LESS, (math, x, y) -> x < y ? 1 : 0);
        two(Comparison.LESS_EQUAL, (math, x, y) -> x <= y ? 1 : 0);
        op(Where.class, Elementwise::where);

        op(Sum.class, Reductions::sum);
        op(Max.class, Reductions::max);
        op(ArgMax.class, Reductions::argMax);
        op(Expand.class, Reductions::expand);

        op(Permute.class, Movement::permute);
        op(Flip.class, Movement::flip);
        op(Slice.class, Movement::slice);
        op(Pad.class, Movement::pad);
        op(Concat.class, Movement::concat);
        op(Window.class, Movement::window);

        op(Dot.class, Contractions::dot);
        op(Fold.class, Contractions::fold);
        op(Gather.class, Indexing::gather);
        op(ScatterAdd.class, Indexing::scatterAdd);

        op(Cast.class, (op, call) -> call.input(0));
        op(Reshape.class, (op, call) -> call.input(0));
        op(StopGradient.class, (op, call) -> call.input(0));

        multi(Scan.class, Control::scan);
        op(Pick.class, Control::pick);
        op(CustomKernel.class, Control::kernel);
        multi(CustomKernelGradient.class, Control::kernelGradient);

        op(Constant.class, Leaves::constant);
        op(Iota.class, Leaves::iota);
        op(Random.class, Leaves::random);
        op(Rows.class, Leaves::rows);
        op(Input.class, Leaves::given);
        op(Parameter.class, Leaves::given);
        op(State.class, Leaves::given);
        op(BodyInput.class, Leaves::given);
    }

    private Meanings() {}

    /** The results of an op: one, except for a {@link dev.adjoint.api.op.MultiOp}. */
    static List<double[]> compute(Call call) {
        Op op = call.tensor().op();
        BiFunction<Op, Call, List<double[]>> meaning = TABLE.get(key(op));
        if (meaning == null) {
            throw new CompilationException("the interpreter does not know the op " + op.label() + " ("
                    + op.getClass().getName() + "); expected one of the package " + Op.class.getPackageName());
        }
        return meaning.apply(op, call);
    }

    /** Whether there is an entry for an enum constant or for a class of ops. */
    static boolean isKnown(Object key) {
        return TABLE.containsKey(key);
    }

    private static Object key(Op op) {
        return op instanceof Enum<?> ? op : op.getClass();
    }

    private static void one(Unary op, Elementwise.OfOne function) {
        TABLE.put(op, (any, call) -> List.of(Elementwise.one(call, function)));
    }

    private static void two(Op op, Elementwise.OfTwo function) {
        TABLE.put(op, (any, call) -> List.of(Elementwise.two(call, function)));
    }

    private static <O extends Op> void op(Class<O> type, BiFunction<O, Call, double[]> meaning) {
        TABLE.put(type, (op, call) -> List.of(meaning.apply(type.cast(op), call)));
    }

    private static <O extends Op> void multi(Class<O> type, BiFunction<O, Call, List<double[]>> meaning) {
        TABLE.put(type, (op, call) -> meaning.apply(type.cast(op), call));
    }
}
