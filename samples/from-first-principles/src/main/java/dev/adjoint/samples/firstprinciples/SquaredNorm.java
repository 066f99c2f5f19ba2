package dev.adjoint.samples.firstprinciples;

import static dev.adjoint.samples.firstprinciples.Calculation.input;
import static java.util.stream.Collectors.joining;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.Arrays;
import java.util.List;

/** f = ‖Wx‖² and its gradients 2 q xᵀ and 2 Wᵀ q, where q = Wx. */
final class SquaredNorm implements Chapter {
    static final double[][] W = {{0.1, 0.5}, {-0.3, 0.8}};
    static final double[] X = {0.2, 0.4};

    /**
     * What belongs to f at W and x.
     *
     * @param byW df/dW
     * @param byX df/dx
     */
    record Values(double[] q, double f, double[][] byW, double[] byX) {}

    /** As Adjoint derives and computes it. */
    Values derived() {
        Tensor w = input("W", 2, 2);
        Tensor x = input("x", 2);
        Tensor q = w.matmul(x);
        Tensor f = q.square().sum();
        List<Tensor> gradients = Gradients.of(f, List.of(w, x)).gradients();
        double[][] v = Calculation.of(q, f, gradients.get(0), gradients.get(1))
                .with("W", W[0][0], W[0][1], W[1][0], W[1][1])
                .with("x", X)
                .run();
        return new Values(v[0], v[1][0], new double[][] {{v[2][0], v[2][1]}, {v[2][2], v[2][3]}}, v[3]);
    }

    /** As the formulas on paper say. */
    Values onPaper() {
        double[] q = {W[0][0] * X[0] + W[0][1] * X[1], W[1][0] * X[0] + W[1][1] * X[1]};
        double[][] byW = {{2 * q[0] * X[0], 2 * q[0] * X[1]}, {2 * q[1] * X[0], 2 * q[1] * X[1]}};
        double[] byX = {2 * (W[0][0] * q[0] + W[1][0] * q[1]), 2 * (W[0][1] * q[0] + W[1][1] * q[1])};
        return new Values(q, q[0] * q[0] + q[1] * q[1], byW, byX);
    }

    @Override
    public void write(Page page) {
        Values derived = derived();
        Values paper = onPaper();
        page.heading("6. The same with matrices");
        page.text("""
                Let f = ‖Wx‖², and call q = Wx, what is inside. Matrices take the place of numbers
                and the rules stay: the delta of q is 2q; it goes back to x through Wᵀ; and what
                is due to W is what went into it times the delta that came back.
                """);
        page.table(
                Row.of("", "Adjoint", "on paper"),
                List.of(
                        Row.of("W", matrix(W), ""),
                        Row.of("x", vector(X), ""),
                        Row.of("q = Wx", vector(derived.q), vector(paper.q)),
                        Row.of("f = ‖q‖²", Page.number(derived.f), Page.number(paper.f)),
                        Row.of("df/dW = 2 q xᵀ", matrix(derived.byW), matrix(paper.byW)),
                        Row.of("df/dx = 2 Wᵀ q", vector(derived.byX), vector(paper.byX))));
    }

    private static String vector(double[] values) {
        return Arrays.stream(values).mapToObj(Page::number).collect(joining(" ", "[", "]"));
    }

    private static String matrix(double[][] rows) {
        return Arrays.stream(rows).map(SquaredNorm::vector).collect(joining(" "));
    }
}
