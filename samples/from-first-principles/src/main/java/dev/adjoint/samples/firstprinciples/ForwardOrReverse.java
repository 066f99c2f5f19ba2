package dev.adjoint.samples.firstprinciples;

import static dev.adjoint.samples.firstprinciples.Calculation.input;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.autodiff.Tangents;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all rates of change of a deep chain cost: a sweep forward for each weight, or one sweep backward for all. */
final class ForwardOrReverse implements Chapter {
    private static final int WIDTH = 4;
    private static final int[] DEPTHS = {1, 2, 4, 8, 16, 32};

    /** h₀ = x, hₖ = tanh(hₖ₋₁ Wₖ), E = Σ h², with as many matrices W as the chain is deep. */
    record DeepChain(List<Tensor> weights, Tensor loss) {
        static DeepChain of(int depth) {
            List<Tensor> weights = new ArrayList<>();
            Tensor h = input("x", WIDTH);
            for (int k = 1; k <= depth; k++) {
                Tensor w = input("w" + k, WIDTH, WIDTH);
                weights.add(w);
                h = h.matmul(w).tanh();
            }
            return new DeepChain(weights, h.square().sum());
        }

        /** The change of E when the k-th matrix, from 0, changes by an input called {@code change}. */
        Tensor forward(int k) {
            Tensor change = input("change", WIDTH, WIDTH);
            return Tangents.jvp(List.of(loss), Map.of(weights.get(k), change)).get(0);
        }

        /** dE/dW for each matrix. */
        List<Tensor> reverse() {
            return Gradients.of(loss, weights).gradients();
        }
    }

    /**
     * Multiplications.
     *
     * @param value to compute E
     * @param forward to compute also all its rates of change, a weight at a time
     * @param reverse to compute also all its rates of change at once
     */
    record Costs(int depth, long value, long forward, long reverse) {
        static Costs of(int depth) {
            DeepChain chain = DeepChain.of(depth);
            List<Tensor> value = List.of(chain.loss());
            long forward = 0;
            for (int k = 0; k < depth; k++) {
                forward += WIDTH * WIDTH * Multiplications.beyond(value, List.of(chain.forward(k)));
            }
            return new Costs(depth, Multiplications.of(value), forward, Multiplications.beyond(value, chain.reverse()));
        }

        int weights() {
            return depth * WIDTH * WIDTH;
        }
    }

    /** The largest distance between the rates that the two ways give for a chain, which should be that of rounding. */
    static double disagreement(int depth) {
        DeepChain chain = DeepChain.of(depth);
        double[][] reverse = feed(Calculation.of(chain.reverse()), depth).run();
        double largest = 0;
        for (int k = 0; k < depth; k++) {
            Calculation forward = feed(Calculation.of(chain.forward(k)), depth);
            for (int i = 0; i < WIDTH * WIDTH; i++) {
                double[] change = new double[WIDTH * WIDTH];
                change[i] = 1;
                double rate = forward.with("change", change).run()[0][0];
                largest = Math.max(largest, Math.abs(rate - reverse[k][i]));
            }
        }
        return largest;
    }

    /** Some numbers without a pattern. */
    private static Calculation feed(Calculation calculation, int depth) {
        calculation.with("x", 0.5, -0.3, 0.8, 0.1);
        for (int k = 1; k <= depth; k++) {
            double[] w = new double[WIDTH * WIDTH];
            for (int i = 0; i < w.length; i++) {
                w[i] = StrictMath.sin(12.9898 * (k * WIDTH * WIDTH + i));
            }
            calculation.with("w" + k, w);
        }
        return calculation;
    }

    @Override
    public void write(Page page) {
        page.heading("7. Why backwards?");
        page.text("""
                A change can also be followed forward, as in chapter 5: change one weight, and see
                what comes out. That takes a sweep through the chain for each weight. The blame
                runs backward from the loss to all weights in one sweep. Count the multiplications
                in a chain of matrices, 4 by 4, hₖ = tanh(hₖ₋₁ Wₖ), in the very graphs that
                Adjoint derives:
                """);
        List<Row> rows = new ArrayList<>();
        for (int depth : DEPTHS) {
            Costs costs = Costs.of(depth);
            rows.add(Row.of(
                    depth,
                    costs.weights(),
                    costs.value,
                    costs.forward,
                    costs.reverse,
                    Math.round((double) costs.forward / costs.reverse)));
        }
        page.table(Row.of("depth", "weights", "to get E", "all dE/dw forward", "backward", "times as many"), rows);
        page.text("""
                Backward, all rates together cost two and a half times what the loss itself costs,
                however many weights there are. That is why networks learn by back-propagation. (A
                chain with one weight and many results is the other way round: there, forward wins.)
                """);
    }
}
