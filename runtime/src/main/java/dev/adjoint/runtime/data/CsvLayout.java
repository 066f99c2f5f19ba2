package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns of a file are read, in which order, and what each may hold. */
record CsvLayout(List<Place> inputs, List<Place> labels) {
    /** A column's position in the file, and who reads it. */
    record Place(int index, CsvColumnReader reader) {}

    /** The layout of a file that nothing is known of yet. */
    static CsvLayout fresh(CsvHeader header, CsvSpec spec) {
        Set<Integer> categorical = new HashSet<>(header.indices(spec.categorical(), "categorical"));
        List<Integer> labelled = header.indices(spec.label(), "label");
        Set<Integer> left = new HashSet<>(header.indices(spec.ignore(), "ignore"));
        left.addAll(labelled);
        List<Place> labels = new ArrayList<>();
        for (int index : labelled) {
            String name = header.names().get(index);
            labels.add(new Place(index, CsvColumnReader.of(name, false, categorical.contains(index))));
        }
        List<Place> inputs = new ArrayList<>();
        for (int index = 0; index < header.names().size(); index++) {
            if (!left.contains(index)) {
                boolean mayBeEmpty = spec.missing() == Missing.MEAN;
                String name = header.names().get(index);
                inputs.add(new Place(index, CsvColumnReader.of(name, mayBeEmpty, categorical.contains(index))));
            }
        }
        if (inputs.isEmpty()) {
            throw new DataException(header.file() + " has no column left for the input: its columns are "
                    + header.names() + ", the label is " + spec.label() + ", and " + spec.ignore() + " are ignored");
        }
        return new CsvLayout(inputs, labels);
    }

    /** The layout of a file with the columns that a model was trained with; the label may be missing. */
    static CsvLayout known(CsvHeader given, CsvSpec spec, CsvEncoding encoding) {
        List<String> wanted =
                encoding.inputs().stream().map(CsvEncoding.Feature::column).toList();
        boolean onlyInputs = !spec.header() && given.names().size() == wanted.size();
        CsvHeader header = onlyInputs ? new CsvHeader(given.file(), wanted) : given;
        List<Place> inputs = new ArrayList<>();
        for (CsvEncoding.Feature feature : encoding.inputs()) {
            inputs.add(place(header, feature, spec.missing() == Missing.MEAN));
        }
        List<Place> labels = new ArrayList<>();
        if (!onlyInputs
                && encoding.targets().stream()
                        .allMatch(target -> header.find(target.column()).isPresent())) {
            encoding.targets().forEach(target -> labels.add(place(header, target, false)));
        }
        return new CsvLayout(inputs, labels);
    }

    private static Place place(CsvHeader header, CsvEncoding.Feature feature, boolean mayBeEmpty) {
        int index = header.index(feature.column(), "a column that the model was trained with");
        return new Place(index, CsvColumnReader.known(feature.column(), mayBeEmpty, feature.categories()));
    }
}
