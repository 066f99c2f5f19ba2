package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShapeTests {
    private static final Shape IMAGES = Shape.of(ROWS, 28, 14);

    @Test
    void sizesReadAsText() {
        assertEquals("[n, 28, 14]", IMAGES.toString());
        assertEquals("[32n, 16]", Shape.of(32 * ROWS, 16).toString());
        assertEquals("[]", Shape.SCALAR.toString());
        assertEquals("float[n, 28, 14]", TensorType.floats(IMAGES).toString());
        assertEquals("int[3]", new TensorType(DType.INT, Shape.of(3)).toString());
    }

    @Test
    void axesCountFromEitherEnd() {
        assertEquals(14, IMAGES.size(2));
        assertEquals(14, IMAGES.size(-1));
        assertEquals(14, IMAGES.last());
        assertEquals(ROWS, IMAGES.size(-3));
        assertEquals(1, IMAGES.axis(-2));
    }

    @Test
    void anAxisThatDoesNotExistIsAnErrorThatSaysWhichDo() {
        assertFails(() -> IMAGES.size(3), "axis 3 does not exist in shape [n, 28, 14]", "expected -3 to 2");
        assertFails(() -> IMAGES.remove(-4), "axis -4 does not exist in shape [n, 28, 14]", "expected -3 to 2");
        assertFails(() -> Shape.SCALAR.last(), "axis -1 does not exist in shape []", "it is a scalar");
        assertFails(() -> IMAGES.insert(4, 1), "axis 4 cannot be inserted into shape [n, 28, 14]", "-4 to 3");
        assertFails(() -> IMAGES.insert(-5, 1), "axis -5 cannot be inserted", "expected -4 to 3");
    }

    @Test
    void aSizeOfZeroIsAnError() {
        assertFails(() -> Shape.of(3, 0), "[3, 0]", "expected positive sizes, or Shape.ROWS");
        assertFails(() -> IMAGES.replace(1, 0), "[n, 0, 14]");
    }

    @Test
    void axesAreInsertedRemovedAndReplaced() {
        assertEquals(Shape.of(3, ROWS, 28, 14), IMAGES.insert(0, 3));
        assertEquals(Shape.of(ROWS, 28, 14, 3), IMAGES.insert(-1, 3));
        assertEquals(Shape.of(ROWS, 28, 3, 14), IMAGES.insert(-2, 3));
        assertEquals(Shape.of(ROWS, 14), IMAGES.remove(1));
        assertEquals(Shape.of(ROWS, 28), IMAGES.remove(-1));
        assertEquals(Shape.of(ROWS, 28, 5), IMAGES.replace(-1, 5));
    }

    @Test
    void aRowIsTheShapeWithoutTheRows() {
        assertEquals(Shape.of(28, 14), IMAGES.row());
        assertEquals(IMAGES, IMAGES.row().batched());
        assertFails(() -> Shape.of(28, 14).row(), "begins with the rows, [n, ...], but got [28, 14]");
        assertFails(() -> Shape.of(2 * ROWS, 14).row(), "but got [2n, 14]");
        assertFails(() -> Shape.SCALAR.row(), "but got []");
    }

    @Test
    void elementsAreCountedForANumberOfRows() {
        assertEquals(5 * 28 * 14, IMAGES.elements(5));
        assertEquals(3 * 5 * 2 * 5, Shape.of(3 * ROWS, 2 * ROWS).elements(5));
        assertEquals(28 * 14, IMAGES.row().elements());
        assertEquals(1, Shape.SCALAR.elements());
        assertEquals(Shape.of(5, 28, 14), IMAGES.withRows(5));
        assertTrue(IMAGES.hasRows());
        assertFalse(IMAGES.withRows(5).hasRows());
        assertFails(IMAGES::elements, "[n, 28, 14] depends on the number of rows");
    }

    @Test
    void numbersThatAreTooLargeAreErrors() {
        int most = Integer.MAX_VALUE;
        assertEquals((long) most * most, Shape.of(most, most).elements());
        assertFails(() -> Shape.of(most, most, most).elements(), "more than 2^63 - 1 elements");
        assertFails(() -> Shape.of(ROWS, most, most).elements(most), "more than 2^63 - 1 elements for n = " + most);
        assertFails(() -> Shape.of(2 * ROWS).withRows(most), "2n is more than 2^31 - 1 for n = " + most);
    }

    @Property
    void shapesAreEqualByTheirSizes(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        Shape shape = new Shape(sizes);
        assertEquals(shape, Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray()));
        assertEquals(sizes.size(), shape.rank());
        assertEquals(shape, shape.insert(-1, 7).remove(-1));
        assertEquals(shape, shape.insert(0, 7).remove(0));
    }
}
