package dev.adjoint.codegen.emit;

import dev.adjoint.api.math.Elementary;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import java.util.List;
import java.util.Map;

/** The elementwise ops as formulas over lanes: one line an op. */
final class Elementwise {
    /** A formula of an op's inputs. */
    @FunctionalInterface
    private interface Formula {
        Code apply(Lanes<Code, Code, Code> lanes, List<Code> x);
    }

    private static final Map<Op, Formula> FORMULAS = Map.ofEntries(
            Map.entry(Unary.NEG, (lanes, x) -> lanes.neg(x.get(0))),
            Map.entry(Unary.EXP, (lanes, x) -> Elementary.exp(lanes, x.get(0))),
            Map.entry(Unary.LOG, (lanes, x) -> Elementary.log(lanes, x.get(0))),
            Map.entry(Unary.SQRT, (lanes, x) -> lanes.sqrt(x.get(0))),
            Map.entry(Unary.TANH, (lanes, x) -> Elementary.tanh(lanes, x.get(0))),
            Map.entry(Unary.SIGMOID, (lanes, x) -> Elementary.sigmoid(lanes, x.get(0))),
            Map.entry(Unary.ERF, (lanes, x) -> Elementary.erf(lanes, x.get(0))),
            Map.entry(Unary.SIN, (lanes, x) -> Elementary.sin(lanes, x.get(0))),
            Map.entry(Unary.COS, (lanes, x) -> Elementary.cos(lanes, x.get(0))),
            Map.entry(Unary.ABS, (lanes, x) -> lanes.abs(x.get(0))),
            Map.entry(Unary.FLOOR, (lanes, x) -> Elementary.floor(lanes, x.get(0))),
            Map.entry(Unary.SIGN, (lanes, x) -> Elementary.sign(lanes, x.get(0))),
            Map.entry(Binary.ADD, (lanes, x) -> lanes.add(x.get(0), x.get(1))),
            Map.entry(Binary.SUB, (lanes, x) -> lanes.sub(x.get(0), x.get(1))),
            Map.entry(Binary.MUL, (lanes, x) -> lanes.mul(x.get(0), x.get(1))),
            Map.entry(Binary.DIV, (lanes, x) -> lanes.div(x.get(0), x.get(1))),
            Map.entry(Binary.POW, (lanes, x) -> Elementary.pow(lanes, x.get(0), x.get(1))),
            Map.entry(Binary.MAX, (lanes, x) -> lanes.max(x.get(0), x.get(1))),
            Map.entry(Binary.MIN, (lanes, x) -> lanes.min(x.get(0), x.get(1))),
            Map.entry(Comparison.EQUAL, (lanes, x) -> lanes.equal(x.get(0), x.get(1))),
            Map.entry(Comparison.LESS, (lanes, x) -> lanes.less(x.get(0), x.get(1))),
            Map.entry(Comparison.LESS_EQUAL, (lanes, x) -> lanes.lessEqual(x.get(0), x.get(1))),
            Map.entry(new Where(), (lanes, x) -> lanes.select(x.get(0), x.get(1), x.get(2))));

    private Elementwise() {}

    /** The code of an op on its inputs' code; truth values are masks. */
    static Code apply(Op op, Lanes<Code, Code, Code> lanes, List<Code> inputs) {
        Formula formula = FORMULAS.get(op);
        if (formula == null) {
            throw new IllegalArgumentException("no formula for " + op.label());
        }
        return formula.apply(lanes, inputs);
    }
}
