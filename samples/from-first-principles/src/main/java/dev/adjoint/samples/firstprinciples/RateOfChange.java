package dev.adjoint.samples.firstprinciples;

import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which way to turn the weight: the derivative of the loss, by a small step and by Adjoint. */
final class RateOfChange implements Chapter {
    private static final double START = 3;

    private final Line line = new Line();
    private final Calculation lossAndRate = Calculation.of(line.loss, line.rate);

    /** E at a weight. */
    double loss(double w) {
        return lossAndRate.with("w", w).run()[0][0];
    }

    /** dE/dw, from the formula that Adjoint derives. */
    double byDerivative(double w) {
        return lossAndRate.with("w", w).run()[1][0];
    }

    /** (E(w + h) - E(w)) / h in double precision: a difference of numbers of 24 bits would have few digits left. */
    double byDifference(double w, double h) {
        return (preciseLoss(w + h) - preciseLoss(w)) / h;
    }

    private double preciseLoss(double w) {
        return new Evaluator(Precision.DOUBLE, 1, 0, Map.of(line.w, new double[] {w})).value(line.loss)[0];
    }

    @Override
    public void write(Page page) {
        List<Row> steps = new ArrayList<>();
        steps.add(Row.of(START, loss(START), Line.loss(START), ""));
        for (double h : new double[] {1, 0.1, 0.01, 0.001, 0.0001}) {
            double w = START + h;
            steps.add(Row.of(w, loss(w), Line.loss(w), byDifference(START, h)));
        }
        List<Row> slopes = new ArrayList<>();
        for (double w = 0; w <= 5; w++) {
            slopes.add(Row.of(w, loss(w), byDerivative(w), Line.rate(w)));
        }

        page.heading("2. Which way is better?");
        page.text("""
                Make w a little larger, see how much E grows, and divide the one by the other:
                """);
        page.table(Row.of("w", "E", "30 (w - 2)²", "(E - 30) / (w - 3)"), steps);
        page.text("""
                The smaller the step, the nearer to 60: this much faster than the weight the loss
                grows at w = 3. No step need be taken to know it. From the formula of E, Adjoint
                derives that of its rate of change, dE/dw, and compiles it like any other; on
                paper, it is 60 (w - 2).
                """);
        page.table(Row.of("w", "E", "dE/dw", "60 (w - 2)"), slopes);
        page.text("""
                The sign says which way is better: below 2 the weight must grow, above 2 it must
                shrink. At 2, where E = 0, there is nothing to do.
                """);
    }
}
