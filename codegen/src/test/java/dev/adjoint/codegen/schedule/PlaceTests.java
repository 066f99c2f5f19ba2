package dev.adjoint.codegen.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTests {
    private static final Shape MATRIX = Shape.of(3, 8);
    private static final Buffer BUFFER = new Buffer("kernel", new Size(96, 0), new Size(24, 0), Buffer.Kind.VARIABLE);

    @Test
    void rowsInRowMajorOrderStandInOnePiece() {
        expectRun(8, Place.rowMajor(BUFFER, Affine.ZERO, MATRIX));
    }

    @Test
    void rowsWithRoomBehindThemStandInOnePiece() {
        expectRun(8, Place.rowMajor(BUFFER, Affine.ZERO, MATRIX, 16));
    }

    @Test
    void partsOfRowsStandInPanels() {
        expectRun(4, Place.panels(BUFFER, MATRIX, 4, 0));
    }

    @Test
    void partsThatPanelsCutStandOneByOne() {
        expectRun(1, Place.panels(BUFFER, MATRIX, 3, 0));
    }

    @Test
    void elementsOfColumnsStandOneByOne() {
        expectRun(1, Place.columns(BUFFER, 4));
    }

    @Test
    void numberStandsAlone() {
        assertEquals(1, new Place(BUFFER, Affine.ZERO, List.of(), 0).run(Shape.SCALAR, 1));
    }

    /** Checks a run, and that all elements of each stand one behind the other. */
    private static void expectRun(int expected, Place place) {
        int run = place.run(MATRIX, 1);

        assertEquals(expected, run);
        for (int element = 0; element < 24; element++) {
            int first = element / run * run;
            assertEquals(place.offset(MATRIX, first, 1) + element - first, place.offset(MATRIX, element, 1));
        }
    }
}
