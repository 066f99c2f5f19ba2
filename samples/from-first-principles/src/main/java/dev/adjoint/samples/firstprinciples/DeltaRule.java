package dev.adjoint.samples.firstprinciples;

import static dev.adjoint.samples.firstprinciples.Calculation.input;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One step against the rate of change, w' = w - η dE/dw, for several η. */
final class DeltaRule implements Chapter {
    private static final double W = 3;

    private final Calculation step;

    DeltaRule() {
        Line line = new Line();
        Tensor next = line.w.sub(input("learning-rate").mul(line.rate));
        Tensor lossThere =
                Graph.substitute(List.of(line.loss), Map.of(line.w, next)).get(0);
        step = Calculation.of(next, lossThere);
    }

    /** The weight after one step, and the loss there. */
    double[] step(double w, double learningRate) {
        double[][] values =
                step.with("w", w).with("learning-rate", learningRate).run();
        return new double[] {values[0][0], values[1][0]};
    }

    @Override
    public void write(Page page) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("1/1000", 0.001, "a little better"));
        rows.add(row("1/100", 0.01, "better"));
        rows.add(row("1/60", 1 / 60.0, "there at once"));
        rows.add(row("1/40", 0.025, "too far, yet better"));
        rows.add(row("1/30", 1 / 30.0, "as wrong as before, on the other side"));
        rows.add(row("1/20", 0.05, "worse, and worse with each step"));

        page.heading("3. One step: the delta rule");
        page.text("""
                Go against the rate of change, by a fraction η of it, the learning rate:

                    w' = w - η dE/dw = 3 - 60 η
                """);
        page.table(Row.of("η", "w'", "3 - 60 η", "E at w'", ""), rows);
        page.text("""
                E is a parabola with curvature 60, so a step of 1/60 ends at its lowest point.
                Nobody knows the curvature of a real network; hence small steps, and many.
                """);
    }

    private Row row(String label, double learningRate, String remark) {
        double[] after = step(W, learningRate);
        return Row.of(label, after[0], W - learningRate * Line.rate(W), after[1], remark);
    }
}
