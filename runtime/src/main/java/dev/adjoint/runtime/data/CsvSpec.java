package dev.adjoint.runtime.data;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file (RFC 4180) as training data: {@code {format: csv, file: iris.csv, label: species, test: 0.2}}. The label is
 * the target; all other columns together are the input, in their order. Columns are stated by name, or by number from
 * 0, negative from the end. A column whose first value is a number holds numbers; any other holds categories, sorted,
 * which become class indices in the label and one-hot numbers in the input.
 *
 * @param file the file, relative to the data folder
 * @param testFile another file with the same columns to test on; empty for none
 * @param header whether the first line names the columns; without it they are named 0, 1, ...
 * @param delimiter what stands between two fields
 * @param label the columns to predict; several if all hold numbers, none for rows to predict
 * @param categorical columns that hold categories although their values are numbers
 * @param ignore columns to leave out
 * @param missing what to do with an empty field (also NA, NaN, null, ?) of an input
 * @param standardize whether numbers of the input are shifted and scaled to mean 0 and variance 1; the shift and the
 *     scale are those of the training part
 * @param train how many rows to train on, from the first; or their fraction
 * @param test how many rows to test on, the last ones; or their fraction
 * @param seed what the draw of fractions is derived from
 */
public record CsvSpec(
        String file,
        String testFile,
        boolean header,
        String delimiter,
        List<String> label,
        List<String> categorical,
        List<String> ignore,
        Missing missing,
        boolean standardize,
        double train,
        double test,
        long seed)
        implements DataSpec {
    /** A comma-separated file with a header. */
    public CsvSpec() {
        this("", "", true, ",", List.of(), List.of(), List.of(), Missing.ERROR, false, 0, 0, 0);
    }

    /** A comma-separated file with a header, and the column to predict. */
    public CsvSpec(String file, String label) {
        this(file, "", true, ",", List.of(label), List.of(), List.of(), Missing.ERROR, false, 0, 0, 0);
    }

    public CsvSpec {
        label = List.copyOf(label);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
        Partition.check(train, test);
        if (delimiter.isEmpty()) {
            throw new ConfigurationException(
                    "delimiter is empty; expected what stands between two fields, such as \",\"");
        }
        if (!testFile.isEmpty() && test > 0) {
            throw new ConfigurationException(
                    "test-file is " + testFile + " and test is " + test + "; expected only one");
        }
    }

    public CsvSpec withHeader(boolean value) {
        return new CsvSpec(
                file, testFile, value, delimiter, label, categorical, ignore, missing, standardize, train, test, seed);
    }

    public CsvSpec withDelimiter(String value) {
        return new CsvSpec(
                file, testFile, header, value, label, categorical, ignore, missing, standardize, train, test, seed);
    }

    public CsvSpec withCategorical(String... columns) {
        return new CsvSpec(
                file,
                testFile,
                header,
                delimiter,
                label,
                List.of(columns),
                ignore,
                missing,
                standardize,
                train,
                test,
                seed);
    }

    public CsvSpec withIgnore(String... columns) {
        return new CsvSpec(
                file,
                testFile,
                header,
                delimiter,
                label,
                categorical,
                List.of(columns),
                missing,
                standardize,
                train,
                test,
                seed);
    }

    public CsvSpec withMissing(Missing value) {
        return new CsvSpec(
                file, testFile, header, delimiter, label, categorical, ignore, value, standardize, train, test, seed);
    }

    public CsvSpec withStandardize(boolean value) {
        return new CsvSpec(
                file, testFile, header, delimiter, label, categorical, ignore, missing, value, train, test, seed);
    }

    /** This file cut into parts: numbers of rows from the front and the back, or fractions drawn with a seed. */
    public CsvSpec withParts(double newTrain, double newTest, long newSeed) {
        return new CsvSpec(
                file,
                testFile,
                header,
                delimiter,
                label,
                categorical,
                ignore,
                missing,
                standardize,
                newTrain,
                newTest,
                newSeed);
    }

    @Override
    public TrainTest load(Path folder) {
        return loadEncoded(folder).data();
    }

    /** The parts, and how the file's columns became numbers. */
    public record Encoded(CsvEncoding encoding, TrainTest data) {}

    /** Loads the parts with an encoding that was learnt before, by the model that is to see them. */
    public TrainTest load(Path folder, CsvEncoding known) {
        Dataset all = known.read(DataSpec.file(folder, "file", file), this);
        TrainTest data = TrainTest.of(all, new Partition(train, test, seed).of(all.size()));
        return testFile.isEmpty()
                ? data
                : new TrainTest(
                        data.train(), Optional.of(known.read(DataSpec.file(folder, "test-file", testFile), this)));
    }

    /** Loads the data together with its encoding, which reads other files the same way. */
    public Encoded loadEncoded(Path folder) {
        CsvTable table =
                CsvTable.read(DataSpec.file(folder, "file", file), this, header -> CsvLayout.fresh(header, this));
        Partition.Parts parts = new Partition(train, test, seed).of(table.size());
        CsvEncoding encoding = CsvEncoding.fit(table, parts.train(), this);
        TrainTest data = TrainTest.of(encoding.encode(table), parts);
        if (!testFile.isEmpty()) {
            Dataset other = encoding.read(DataSpec.file(folder, "test-file", testFile), this);
            data = new TrainTest(data.train(), Optional.of(other));
        }
        return new Encoded(encoding, data);
    }
}
