package dev.adjoint.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CsvSpecTests {
    private static final String FLOWERS = """
            length,width,color,species
            1.5,2,red,rose
            3,-4e1,"blue, dark",iris
            4.5,0,red,rose
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void textLabelsBecomeClassesAndTextInputsOneHotNumbers() throws IOException {
        Dataset data = load(FLOWERS, new CsvSpec("data.csv", "species")).train();
        assertArrayEquals(new float[] {1.5f, 2, 0, 1}, input(data, 0));
        assertArrayEquals(new float[] {3, -40, 1, 0}, input(data, 1));
        Column species = data.targets().get(0);
        assertEquals("species", species.name());
        assertEquals(List.of("iris", "rose"), species.classes());
        assertEquals(DType.INT, species.type().dtype());
        assertArrayEquals(new float[] {1, 0, 1}, all(species));
    }

    @Test
    void columnsAreStatedByNumberToo() throws IOException {
        Dataset last =
                load(FLOWERS, new CsvSpec("data.csv", "-1").withIgnore("2")).train();
        assertEquals("species", last.targets().get(0).name());
        assertArrayEquals(new float[] {3, -40}, input(last, 1));
        Dataset bare = load(
                        "7;1\n8;0\n",
                        new CsvSpec("data.csv", "1").withHeader(false).withDelimiter(";"))
                .train();
        assertArrayEquals(new float[] {7}, input(bare, 0));
        assertEquals(Shape.of(1), bare.targets().get(0).type().shape());
        assertArrayEquals(new float[] {1, 0}, all(bare.targets().get(0)));
    }

    @Test
    void severalLabelsMakeOneTargetOfNumbers() throws IOException {
        CsvSpec spec = new CsvSpec(
                "data.csv",
                "",
                true,
                ",",
                List.of("width", "length"),
                List.of(),
                List.of("color", "species"),
                Missing.ERROR,
                false,
                0,
                0,
                0);
        DataException noInput = assertThrows(DataException.class, () -> load(FLOWERS, spec));
        assertTrue(
                String.valueOf(noInput.getMessage()).contains("has no column left for the input"), noInput.toString());
        CsvSpec withInput = new CsvSpec(
                "data.csv",
                "",
                true,
                ",",
                List.of("width", "length"),
                List.of(),
                List.of("species"),
                Missing.ERROR,
                false,
                0,
                0,
                0);
        Column target = load(FLOWERS, withInput).train().targets().get(0);
        assertEquals(Shape.of(2), target.type().shape());
        assertArrayEquals(new float[] {2, 1.5f, -40, 3, 0, 4.5f}, all(target));
    }

    @Test
    void numbersThatAreCategoriesAreSortedByValue() throws IOException {
        String text = "zip,y\n10,1\n9,2\n10,3\n";
        Dataset data =
                load(text, new CsvSpec("data.csv", "y").withCategorical("zip")).train();
        assertArrayEquals(new float[] {0, 1}, input(data, 0));
        assertArrayEquals(new float[] {1, 0}, input(data, 1));
    }

    @Test
    void standardisationIsFittedOnTheTrainingPartOnly() throws IOException {
        String text = "x,constant,y\n1,5,0\n3,5,0\n100,6,0\n";
        TrainTest parts =
                load(text, new CsvSpec("data.csv", "y").withStandardize(true).withParts(2, 1, 0));
        assertArrayEquals(new float[] {-1, 0}, input(parts.train(), 0));
        assertArrayEquals(new float[] {1, 0}, input(parts.train(), 1));
        assertArrayEquals(new float[] {98, 1}, input(parts.test().orElseThrow(), 0));
    }

    @Test
    void emptyFieldsTakeTheMeanOfTheTrainingPart() throws IOException {
        String text = "x,color,y\n1,red,0\nNA,red,0\n3,blue,0\n?,,0\n50,blue,0\n";
        CsvSpec spec = new CsvSpec("data.csv", "y").withMissing(Missing.MEAN).withParts(4, 1, 0);
        Dataset plain = load(text, spec).train();
        assertArrayEquals(new float[] {2, 0, 1}, input(plain, 1));
        assertArrayEquals(new float[] {2, 1 / 3f, 2 / 3f}, input(plain, 3));
        Dataset standardized = load(text, spec.withStandardize(true)).train();
        assertArrayEquals(new float[] {0, 0, 1}, input(standardized, 1));
    }

    @Test
    void anotherFileIsReadAsTheTrainingFileWas() throws IOException {
        Files.writeString(folder.resolve("data.csv"), FLOWERS);
        CsvSpec spec = new CsvSpec("data.csv", "species").withStandardize(true);
        CsvEncoding encoding = spec.loadEncoded(folder).encoding();

        Path unlabelled = Files.writeString(folder.resolve("new.csv"), "color,width,length\nred,1,3\n");
        Dataset data = encoding.read(unlabelled, spec);
        assertEquals(List.of(), data.targets());
        float[] row = input(data, 0);
        assertEquals(0, row[0], 1e-6f);
        assertArrayEquals(new float[] {0, 1}, new float[] {row[2], row[3]});

        Path unknown = Files.writeString(folder.resolve("odd.csv"), "color,width,length\ngreen,1,3\n");
        fails(
                "odd.csv, line 2: column 'color' is 'green', which did not occur in training; expected one of [red,",
                () -> encoding.read(unknown, spec));
        Path narrow = Files.writeString(folder.resolve("narrow.csv"), "color,width\nred,1\n");
        fails(
                "narrow.csv has no column 'length' (a column that the model was trained with)",
                () -> encoding.read(narrow, spec));
    }

    @Test
    void aFileWithoutHeaderMayLackTheLabelWherePredictionsAreWanted() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "a,1,2\nb,3,4\n");
        CsvSpec spec = new CsvSpec("data.csv", "0").withHeader(false);
        CsvEncoding encoding = spec.loadEncoded(folder).encoding();
        Path rows = Files.writeString(folder.resolve("rows.csv"), "5,6\n");
        assertArrayEquals(new float[] {5, 6}, input(encoding.read(rows, spec), 0));
    }

    @Test
    void aTestFileIsEncodedLikeTheTrainingFile() throws IOException {
        Files.writeString(folder.resolve("test.csv"), "length,width,color,species\n1,2,red,iris\n");
        CsvSpec spec = new CsvSpec(
                "data.csv",
                "test.csv",
                true,
                ",",
                List.of("species"),
                List.of(),
                List.of(),
                Missing.ERROR,
                false,
                0,
                0,
                0);
        TrainTest parts = load(FLOWERS, spec);
        assertEquals(3, parts.train().size());
        assertArrayEquals(
                new float[] {0}, all(parts.test().orElseThrow().targets().get(0)));
    }

    @Test
    void wrongFieldsAreReportedWithFileLineColumnAndExpectation() {
        CsvSpec spec = new CsvSpec("data.csv", "y");
        failsToLoad("data.csv, line 3: column 'x' is 'abc'; expected a number", "x,y\n1,2\nabc,2\n", spec);
        failsToLoad(
                "data.csv, line 3: column 'x' is the number '7', but the lines before hold texts such as 'abc'",
                "x,y\nabc,2\n7,2\n",
                spec);
        failsToLoad("data.csv, line 2: column 'x' is empty; expected a value", "x,y\n,2\n", spec);
        failsToLoad("data.csv, line 4: column 'y' is 'NA'; expected a value", "x,y\n\n1,2\n3,NA\n", spec);
        failsToLoad("data.csv, line 2: column 'x' is '1e99'; expected a number that is finite", "x,y\n1e99,1\n", spec);
        failsToLoad("data.csv, line 3 has 3 fields; expected 2", "x,y\n1,2\n1,2,3\n", spec);
        failsToLoad("data.csv, line 5: column 'x' is 'z'", "x,y\n1,2\n\"2\",\"2\"\n3,3\nz,2\n", spec);
        failsToLoad(
                "has no column 'species' (label); expected one of [",
                FLOWERS.replace("species", "kind"),
                new CsvSpec("data.csv", "species"));
        failsToLoad("or a number from -2 to 1", "x,y\n1,2\n", new CsvSpec("data.csv", "2"));
        failsToLoad("two columns named 'x'", "x,x\n1,2\n", spec);
        failsToLoad("data.csv is empty; expected a header", "", spec);
        failsToLoad("data.csv has a header but no rows", "x,y\n", spec);
        failsToLoad("column 'x' is empty in every line", "x,y\n,1\n,2\n", spec.withMissing(Missing.MEAN));
        failsToLoad(
                "the label has 2 columns, but column 'species' holds categories such as 'iris'",
                FLOWERS,
                new CsvSpec(
                        "data.csv",
                        "",
                        true,
                        ",",
                        List.of("length", "species"),
                        List.of(),
                        List.of(),
                        Missing.ERROR,
                        false,
                        0,
                        0,
                        0));
        fails("gone.csv does not exist", () -> new CsvSpec("gone.csv", "y").load(folder));
    }

    @Property(tries = 50)
    void everyFiniteNumberIsReadExactly(@ForAll @Size(min = 1, max = 20) List<Float> numbers) throws IOException {
        List<Float> finite = numbers.stream().filter(Float::isFinite).toList();
        StringBuilder text = new StringBuilder("x,y\n0,0\n");
        finite.forEach(number -> text.append(number).append(",0\n"));
        Path file = Files.createTempFile("adjoint", ".csv");
        try {
            Files.writeString(file, text);
            Dataset data = new CsvSpec(file.toString(), "y").load(Path.of("/")).train();
            for (int row = 0; row < finite.size(); row++) {
                assertEquals(finite.get(row), input(data, row + 1)[0]);
            }
        } finally {
            Files.delete(file);
        }
    }

    private TrainTest load(String text, CsvSpec spec) throws IOException {
        Files.writeString(folder.resolve("data.csv"), text);
        return spec.load(folder);
    }

    private void failsToLoad(String message, String text, CsvSpec spec) {
        fails(message, () -> load(text, spec));
    }

    private static void fails(String message, Executable action) {
        DataException error = assertThrows(DataException.class, action);
        assertTrue(String.valueOf(error.getMessage()).contains(message), error.toString());
    }

    private static float[] input(Dataset data, int row) {
        Column column = data.inputs().get(0);
        float[] values = new float[column.width()];
        column.copy(row, values, 0);
        return values;
    }

    private static float[] all(Column column) {
        float[] values = new float[column.size() * column.width()];
        for (int row = 0; row < column.size(); row++) {
            column.copy(row, values, row * column.width());
        }
        return values;
    }
}
