package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileRowsTests {
    @Test
    void noRowIsLeftToATileOfItsOwnWhereOthersCanTakeIt() {
        assertEquals(List.of(new TileRows.Run(4, 1), new TileRows.Run(3, 3)), TileRows.cover(13, 4, 2));
        assertEquals(List.of(new TileRows.Run(4, 2), new TileRows.Run(3, 1)), TileRows.cover(11, 4, 2));
        assertEquals(List.of(new TileRows.Run(4, 25)), TileRows.cover(100, 4, 2));
    }

    @Test
    void tilesOfOneHeightAreTakenWhereTheyCostNoMore() {
        assertEquals(List.of(new TileRows.Run(5, 2)), TileRows.cover(10, 8, 2));
        assertEquals(List.of(new TileRows.Run(8, 1), new TileRows.Run(5, 1)), TileRows.cover(13, 8, 2));
        assertEquals(List.of(new TileRows.Run(4, 3)), TileRows.cover(12, 5, 3));
    }

    @Test
    void everyRowIsCoveredOnceByTilesThatBecomeNoHigher() {
        for (int extent = 1; extent < 100; extent++) {
            for (int most = 1; most <= 12; most++) {
                for (int vectors = 1; vectors <= 4; vectors++) {
                    List<TileRows.Run> runs = TileRows.cover(extent, most, vectors);
                    assertEquals(
                            extent,
                            runs.stream()
                                    .mapToLong(run -> run.rows() * run.count())
                                    .sum());
                    for (int i = 1; i < runs.size(); i++) {
                        assertTrue(runs.get(i).rows() < runs.get(i - 1).rows());
                    }
                    assertTrue(runs.get(0).rows() <= most);
                }
            }
        }
    }
}
