package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * The loop of kernels that run on some rows after the others.
 *
 * @param calls the kernels, on the rows from {@code fromRow} to {@code toRow}
 * @param turn the most rows of a turn
 * @param divided whether threads divide the loop
 */
record RowLoop(List<String> calls, long turn, boolean divided) {
    List<String> overRows() {
        List<String> body = new ArrayList<>();
        body.add(toRow(divided ? "to" : "rows"));
        body.addAll(calls);
        return Scope.braced(header("fromRow", "rows", "fromRow += " + turn), body);
    }

    /** The same, where each partial sum is begun and ended before the next one, even if no row belongs to it. */
    List<String> overPartialSums(int number) {
        String partial = Contraction.PARTIAL;
        List<String> body = new ArrayList<>();
        body.add(toRow("endRow"));
        body.addAll(calls);
        body.add("fromRow = toRow;");
        List<String> rows = new ArrayList<>();
        rows.add("int fromRow = " + Contraction.firstRow(partial, number) + ";");
        rows.add("int endRow = " + Contraction.firstRow(partial + " + 1", number) + ";");
        rows.addAll(Scope.braced("do", body));
        rows.set(rows.size() - 1, "} while (fromRow < endRow);");
        return Scope.braced(header(partial, Integer.toString(number), partial + "++"), rows);
    }

    private String toRow(String end) {
        return "int toRow = Math.min(" + end + ", fromRow + " + turn + ");";
    }

    private String header(String counter, String extent, String step) {
        String from = divided ? "from" : "0";
        String to = divided ? "to" : extent;
        return "for (int " + counter + " = " + from + "; " + counter + " < " + to + "; " + step + ")";
    }
}
