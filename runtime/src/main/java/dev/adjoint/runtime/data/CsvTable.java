package dev.adjoint.runtime.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.adjoint.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The columns of a CSV file that are used. */
record CsvTable(List<CsvColumn> inputs, List<CsvColumn> labels) {
    /** The number of rows. */
    int size() {
        return inputs.get(0).values().length;
    }

    /**
     * Reads a file.
     *
     * @param layout which columns to read, for the file's header
     * @throws DataException if it cannot be read, or a field is not what its column holds
     */
    static CsvTable read(Path path, CsvSpec spec, Function<CsvHeader, CsvLayout> layout) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(spec.delimiter())
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(path)) {
            return read(path, csv.iterator(), spec, layout);
        } catch (NoSuchFileException e) {
            throw new DataException(path + " does not exist", e);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new DataException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static CsvTable read(
            Path path, Iterator<CsvRecord> lines, CsvSpec spec, Function<CsvHeader, CsvLayout> layout) {
        if (!lines.hasNext()) {
            throw new DataException(path + " is empty; expected " + (spec.header() ? "a header" : "at least one row"));
        }
        CsvRecord line = lines.next();
        int width = line.getFieldCount();
        CsvHeader header = spec.header()
                ? new CsvHeader(
                        path, line.getFields().stream().map(String::strip).toList())
                : CsvHeader.numbered(path, width);
        CsvLayout columns = layout.apply(header);
        if (spec.header()) {
            if (!lines.hasNext()) {
                throw new DataException(path + " has a header but no rows");
            }
            line = lines.next();
        }
        add(path, line, width, columns);
        while (lines.hasNext()) {
            add(path, lines.next(), width, columns);
        }
        return new CsvTable(finish(columns.inputs()), finish(columns.labels()));
    }

    private static void add(Path path, CsvRecord line, int width, CsvLayout columns) {
        CsvPlace place = new CsvPlace(path, line.getStartingLineNumber());
        if (line.getFieldCount() != width) {
            throw new DataException(
                    place + " has " + line.getFieldCount() + " fields; expected " + width + ", as in the first line");
        }
        for (CsvLayout.Place column : columns.inputs()) {
            column.reader().add(line.getField(column.index()), place);
        }
        for (CsvLayout.Place column : columns.labels()) {
            column.reader().add(line.getField(column.index()), place);
        }
    }

    private static List<CsvColumn> finish(List<CsvLayout.Place> places) {
        return places.stream().map(place -> place.reader().finish()).toList();
    }
}
