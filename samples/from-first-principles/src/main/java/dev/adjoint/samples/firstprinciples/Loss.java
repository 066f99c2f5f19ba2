package dev.adjoint.samples.firstprinciples;

import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;

/** How wrong y = 3x is where y = 2x is wanted. */
final class Loss implements Chapter {
    @Override
    public void write(Page page) {
        Line line = new Line();
        double[][] at3 = Calculation.of(line.given, line.error, line.squaredError, line.loss)
                .with("w", 3)
                .run();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Line.X.length; i++) {
            rows.add(Row.of(Line.X[i], Line.WANTED[i], at3[0][i], at3[1][i], at3[2][i]));
        }

        page.heading("1. How wrong is it?");
        page.text("""
                A machine computes y = wx and has w = 3. We would like y = 2x. Show it five
                points, square each error so that none cancels another, and add them up:
                this sum, E, is the loss. To learn is to make it small.
                """);
        page.table(Row.of("x", "wanted 2x", "given 3x", "error", "error²"), rows);
        page.text("""
                The squares add up to E = %s. On paper, E = Σ (wx - 2x)² = 30 (w - 2)², which is 30
                at w = 3.
                """.formatted(Page.number(at3[3][0])));
    }
}
