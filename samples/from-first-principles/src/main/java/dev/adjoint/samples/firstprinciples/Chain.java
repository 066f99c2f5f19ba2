package dev.adjoint.samples.firstprinciples;

import static dev.adjoint.samples.firstprinciples.Calculation.input;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.autodiff.Tangents;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two machines in a row, h = 3x and y = 2h: a change runs forward through them, the blame for an error backward. */
final class Chain implements Chapter {
    /**
     * What belongs to the chain at x = 2, where 10 is wanted.
     *
     * @param h 3x
     * @param y 2h
     * @param loss (y - 10)²
     * @param changeOfH by how much h changes if x changes by 1
     * @param changeOfY the same for y
     * @param deltaOfY dE/dy
     * @param deltaOfH dE/dh
     * @param deltaOfX dE/dx
     * @param rateOfW1 dE/dw for the first weight
     * @param rateOfW2 dE/dw for the second weight
     */
    record Values(
            double h,
            double y,
            double loss,
            double changeOfH,
            double changeOfY,
            double deltaOfY,
            double deltaOfH,
            double deltaOfX,
            double rateOfW1,
            double rateOfW2) {}

    Values values() {
        Tensor x = input("x");
        Tensor w1 = input("w1");
        Tensor w2 = input("w2");
        Tensor h = w1.mul(x);
        Tensor y = w2.mul(h);
        Tensor loss = y.sub(10).square();

        List<Tensor> formulas = new ArrayList<>(List.of(h, y, loss));
        formulas.addAll(Tangents.jvp(List.of(h, y), Map.of(x, Tensor.constant(1))));
        formulas.addAll(Gradients.of(loss, List.of(y, h, x, w1, w2)).gradients());
        double[][] v = Calculation.of(formulas)
                .with("x", 2)
                .with("w1", 3)
                .with("w2", 2)
                .run();
        return new Values(v[0][0], v[1][0], v[2][0], v[3][0], v[4][0], v[5][0], v[6][0], v[7][0], v[8][0], v[9][0]);
    }

    @Override
    public void write(Page page) {
        Values at = values();
        page.heading("5. Two in a row: back-propagation");
        page.text("""
                Let one machine feed another: h = w₁x with w₁ = 3, then y = w₂h with w₂ = 2, so
                that y = 6x. At x = 2 we want 10, and E = (y - 10)².

                A change of x runs forward, and each machine multiplies it by its weight:
                """);
        page.table(
                Row.of("", "x", "h = 3x", "y = 2h", "E"),
                List.of(
                        Row.of("value", 2, at.h, at.y, at.loss),
                        Row.of("change if x changes by 1", 1, at.changeOfH, at.changeOfY, "")));
        page.text("""
                The blame for the error runs backward, through the same weights in reverse. It
                begins as the delta of the output, dE/dy = 2 (y - 10); each machine hands it back
                multiplied by its weight. What is due to a weight itself is what went into it
                times the delta that came back to it.
                """);
        page.table(
                Row.of("", "Adjoint", "on paper"),
                List.of(
                        Row.of("dE/dy", at.deltaOfY, "2 (12 - 10)"),
                        Row.of("dE/dh", at.deltaOfH, "w₂ dE/dy = 2 · 4"),
                        Row.of("dE/dx", at.deltaOfX, "w₁ dE/dh = 3 · 8"),
                        Row.of("dE/dw₂", at.rateOfW2, "h dE/dy = 6 · 4"),
                        Row.of("dE/dw₁", at.rateOfW1, "x dE/dh = 2 · 8")));
    }
}
