package dev.adjoint.runtime.rewrite;

import static dev.adjoint.runtime.rewrite.Law.any;
import static dev.adjoint.runtime.rewrite.Law.condition;
import static dev.adjoint.runtime.rewrite.Law.number;
import static dev.adjoint.runtime.rewrite.Law.uniform;
import static dev.adjoint.runtime.rewrite.Law.varying;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Constant;
import java.util.ArrayList;
import java.util.List;

/**
 * The equations between elementwise expressions. They hold for all numbers, infinities and NaN, and exactly, but for
 * the sign of zero (x + 0 = x), for roundings where numbers are gathered (x 3 5 = x 15), for powers at the edge of
 * their domain, and for the stable forms, which are the more exact ones. So x 0 = 0, x - x = 0 and the like, which
 * fail for NaN, are not among them.
 */
final class Laws {
    private static final List<Law> ALL = new ArrayList<>();

    static {
        Tensor x = any();
        Tensor y = any();
        Tensor one = Tensor.constant(1);

        // Neutral elements.
        law(x.add(0), x);
        law(x.sub(0), x);
        law(Tensor.constant(0).sub(x), x.neg());
        law(x.mul(1), x);
        law(x.div(1), x);
        law(x.mul(-1), x.neg());
        law(x.div(-1), x.neg());
        law(x.maximum(x), x);
        law(x.minimum(x), x);

        // Signs move outwards until they meet.
        law(x.neg().neg(), x);
        law(x.sub(y).neg(), y.sub(x));
        law(x.add(y.neg()), x.sub(y));
        law(x.sub(y.neg()), x.add(y));
        law(x.neg().mul(y), x.mul(y).neg());
        law(x.neg().div(y), x.div(y).neg());
        law(x.div(y.neg()), x.div(y).neg());
        law(x.neg().abs(), x.abs());
        law(x.abs().abs(), x.abs());
        law(x.neg().cos(), x.cos());

        // Factors that are the same for all elements are gathered, so that they are multiplied once.
        Tensor v = varying();
        Tensor k = number();
        Tensor s = uniform();
        Tensor t = uniform();
        law(x.add(x), x.mul(2));
        law(v.mul(k).neg(), v.mul(k.neg()));
        law(v.mul(s).mul(t), v.mul(s.mul(t)));
        law(v.div(s).mul(t), v.mul(t.div(s)));
        law(v.mul(s).div(t), v.mul(s.div(t)));
        law(v.div(s).div(t), v.div(s.mul(t)));

        // Powers.
        law(x.pow(0), one);
        law(x.pow(1), x);
        law(x.pow(2), x.mul(x));
        law(x.pow(3), x.mul(x).mul(x));
        law(x.pow(0.5), x.sqrt());
        law(x.pow(-1), one.div(x));
        law(x.pow(-2), one.div(x.mul(x)));
        law(x.pow(-0.5), one.div(x.sqrt()));

        // Choices.
        Tensor c = condition();
        law(c.where(x, x), x);
        law(truth(1).where(x, y), x);
        law(truth(0).where(x, y), y);

        // Stable forms: what overflows or cancels on the left does not on the right.
        law(x.exp().log(), x);
        law(x.mul(x).sqrt(), x.abs());
        law(one.div(x.exp().add(1)), x.neg().sigmoid());
    }

    private Laws() {}

    static List<Law> all() {
        return List.copyOf(ALL);
    }

    private static void law(Tensor left, Tensor right) {
        ALL.add(new Law(left, right));
    }

    private static Tensor truth(double value) {
        return Tensor.of(Constant.scalar(DType.BOOL, value));
    }
}
