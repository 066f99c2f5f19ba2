package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.ANY;
import static dev.adjoint.testkit.program.Nature.CONTINUOUS;
import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Growths by elementwise ops and by broadcasting. */
final class ElementwiseGrowths {
    private ElementwiseGrowths() {}

    static final List<Growth> ALL = List.of(
            unary("neg", SMOOTH, 1, Tensor::neg),
            unary("exp", SMOOTH, 0.25, Tensor::exp),
            new Growth(
                    "log", SMOOTH, pool -> List.of(pool.positive(pool.floats()).log())),
            new Growth(
                    "sqrt", SMOOTH, pool -> List.of(pool.positive(pool.floats()).sqrt())),
            unary("tanh", SMOOTH, 1, Tensor::tanh),
            unary("sigmoid", SMOOTH, 1, Tensor::sigmoid),
            unary("erf", SMOOTH, 1, Tensor::erf),
            unary("sin", SMOOTH, 1, Tensor::sin),
            unary("cos", SMOOTH, 1, Tensor::cos),
            unary("square", SMOOTH, 0.5, Tensor::square),
            unary("softplus", CONTINUOUS, 0.5, Functions::softplus),
            unary("abs", CONTINUOUS, 1, Tensor::abs),
            unary("relu", CONTINUOUS, 1, Functions::relu),
            unary("stop-gradient", CONTINUOUS, 1, Tensor::stopGradient),
            unary("floor", ANY, 1, Tensor::floor),
            unary("sign", ANY, 1, Tensor::sign),
            binary("add", SMOOTH, 0.5, Tensor::add),
            binary("sub", SMOOTH, 0.5, Tensor::sub),
            binary("mul", SMOOTH, 0.5, Tensor::mul),
            new Growth("div", SMOOTH, pool -> {
                Tensor x = pool.floats();
                return List.of(pool.settle(x.div(pool.positive(partner(pool, x))), 0.5));
            }),
            new Growth("pow", SMOOTH, pool -> {
                Tensor x = pool.floats();
                return List.of(pool.positive(x).pow(partner(pool, x).tanh()));
            }),
            new Growth("pow-number", SMOOTH, pool -> {
                double exponent = pool.one(List.of(-1.0, -0.5, 0.0, 0.5, 1.0, 1.5));
                return List.of(pool.positive(pool.floats()).pow(exponent));
            }),
            new Growth("pow-of-step", SMOOTH, pool -> {
                Tensor exponent = pool.positive(pool.floats());
                return List.of(Tensor.constant(0.9).pow(exponent));
            }),
            binary("max", CONTINUOUS, 1, Tensor::maximum),
            binary("min", CONTINUOUS, 1, Tensor::minimum),
            binary("equal", ANY, 1, Tensor::equal),
            binary("less", ANY, 1, Tensor::less),
            binary("less-equal", ANY, 1, Tensor::lessEqual),
            new Growth("compare-integers", SMOOTH, ElementwiseGrowths::compareIntegers),
            new Growth("where", SMOOTH, ElementwiseGrowths::where),
            new Growth("cast", SMOOTH, ElementwiseGrowths::cast),
            new Growth("integers", SMOOTH, ElementwiseGrowths::integers));

    private static Growth unary(String name, Nature nature, double factor, UnaryOperator<Tensor> function) {
        return new Growth(name, nature, pool -> {
            Tensor result = function.apply(pool.floats());
            return List.of(factor == 1 ? result : pool.settle(result, factor));
        });
    }

    private static Growth binary(
            String name, Nature nature, double factor, BiFunction<Tensor, Tensor, Tensor> function) {
        return new Growth(name, nature, pool -> {
            Tensor x = pool.floats();
            Tensor y = partner(pool, x);
            Tensor result = pool.chance(0.5) ? function.apply(x, y) : function.apply(y, x);
            return List.of(factor == 1 ? result : pool.settle(result, factor));
        });
    }

    /** Something that broadcasts with a tensor of real numbers. */
    static Tensor partner(Pool pool, Tensor x) {
        Shape shape = x.shape();
        return switch (pool.below(shape.rank() == 0 ? 3 : 6)) {
            case 0 -> pool.floats(shape);
            case 1 -> x;
            case 2 -> Tensor.constant(pool.leaves().number());
            case 3 -> {
                int dropped = pool.below(shape.rank() + 1);
                yield pool.floats(new Shape(shape.sizes().subList(dropped, shape.rank())));
            }
            case 4 -> pool.floats(shape.replace(pool.below(shape.rank()), 1));
            default -> {
                int axis = pool.below(shape.rank());
                Tensor mean = pool.settle(x.sum(axis), 1.0 / Pool.extent(x, axis));
                yield Functions.repeat(mean, x, axis);
            }
        };
    }

    private static List<Tensor> compareIntegers(Pool pool) {
        return pool.integers().stream()
                .map(x -> switch (pool.below(4)) {
                    case 0 -> x.equal(pool.below(3));
                    case 1 -> x.less(pool.below(5));
                    case 2 -> x.lessEqual(pool.below(5));
                    default ->
                        x.equal(
                                x.shape().rank() > 0
                                        ? x.flip(pool.below(x.shape().rank()))
                                        : x);
                })
                .toList();
    }

    private static List<Tensor> where(Pool pool) {
        return pool.find(tensor -> tensor.dtype() == DType.BOOL).stream()
                .map(condition -> {
                    Tensor a = pool.floats(condition.shape());
                    Tensor b = partner(pool, a);
                    return pool.chance(0.5) ? condition.where(a, b) : condition.where(b, a);
                })
                .toList();
    }

    private static List<Tensor> cast(Pool pool) {
        return pool.find(tensor -> tensor.dtype() != DType.FLOAT).stream()
                .map(x -> {
                    if (x.dtype() == DType.BOOL && pool.chance(0.3)) {
                        return pool.leaves().bounded(x.cast(DType.INT), 2);
                    }
                    Tensor number = x.cast(DType.FLOAT);
                    return x.dtype() == DType.BOOL || pool.nature() == ANY ? number : number.sin();
                })
                .toList();
    }

    private static List<Tensor> integers(Pool pool) {
        return pool.integers().stream()
                .map(x -> switch (pool.below(6)) {
                    case 0 -> x.add(pool.below(4));
                    case 1 -> x.mul(2);
                    case 2 -> x.sub(x.neg());
                    case 3 -> x.neg().abs();
                    case 4 -> x.sub(2).sign();
                    default -> x.maximum(3).minimum(5);
                })
                .toList();
    }
}
