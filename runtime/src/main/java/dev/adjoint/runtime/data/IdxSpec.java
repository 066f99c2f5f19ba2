package dev.adjoint.runtime.data;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images and labels in IDX files, plain or gzipped: {@code {format: idx, images: FILE, labels: FILE, train: 8000, test:
 * 2000}}. Pixels become v / 255, in rows of shape [height, width, 1]; labels become class indices. Without names, the
 * files of MNIST are looked for in the folder: {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte} to
 * train on, {@code t10k-...} to test on, each with or without {@code .gz}. Where only one of the two is there, its first
 * four fifths are trained on and its last fifth is tested on, if nothing else is stated.
 *
 * @param images the file of the images; empty for those of MNIST
 * @param labels the file of the labels
 * @param testImages another file of images to test on; empty for none
 * @param testLabels the labels of these
 * @param train how many rows to train on, from the first; or their fraction; 0 for all that are left
 * @param test how many rows to test on, the last ones (of a file of their own the first); or their fraction
 * @param seed what the draw of fractions is derived from
 */
public record IdxSpec(
        String images, String labels, String testImages, String testLabels, double train, double test, long seed)
        implements DataSpec {
    private static final List<String> MNIST_PARTS = List.of("train", "t10k");

    /** The MNIST files of a folder. */
    public IdxSpec() {
        this("", "", "", "", 0, 0, 0);
    }

    public IdxSpec {
        Partition.check(train, test);
        together("images", images, "labels", labels);
        together("test-images", testImages, "test-labels", testLabels);
        if (images.isEmpty() && !testImages.isEmpty()) {
            throw new ConfigurationException("test-images is " + testImages + " but images is missing");
        }
        if (!testImages.isEmpty() && test > 0) {
            throw new ConfigurationException(
                    "test-images is " + testImages + " and test is " + test + "; expected only one");
        }
    }

    private static void together(String key, String value, String otherKey, String otherValue) {
        if (value.isEmpty() != otherValue.isEmpty()) {
            throw new ConfigurationException(
                    key + " is '" + value + "' and " + otherKey + " is '" + otherValue + "'; expected both or neither");
        }
    }

    @Override
    public TrainTest load(Path folder) {
        if (!images.isEmpty()) {
            Dataset all = read(folder.resolve(images), folder.resolve(labels));
            Optional<Dataset> apart = testImages.isEmpty()
                    ? Optional.empty()
                    : Optional.of(read(folder.resolve(testImages), folder.resolve(testLabels)));
            return parts(all, apart);
        }
        List<String> present = MNIST_PARTS.stream()
                .filter(part -> mnist(folder, part, "images-idx3").isPresent())
                .toList();
        if (present.isEmpty()) {
            throw new DataException(folder + " holds no images: expected train-images-idx3-ubyte or"
                    + " t10k-images-idx3-ubyte, with or without .gz, or names under 'images' and 'labels'");
        }
        Dataset first = readMnist(folder, present.get(0));
        if (present.size() == 2) {
            return parts(first, Optional.of(readMnist(folder, present.get(1))));
        }
        int last = first.size() / 5;
        boolean stated = train > 0 || test > 0;
        return stated || last == 0
                ? parts(first, Optional.empty())
                : TrainTest.of(first, new Partition(0, last, 0).of(first.size()));
    }

    /** The rows that the options pick; where there is a file to test on, the first ones of each. */
    private TrainTest parts(Dataset all, Optional<Dataset> apart) {
        if (apart.isEmpty()) {
            return TrainTest.of(all, new Partition(train, test, seed).of(all.size()));
        }
        Dataset training = all.rows(new Partition(train, 0, seed).of(all.size()).train());
        Dataset other = apart.get();
        Dataset testing =
                other.rows(new Partition(test, 0, seed).of(other.size()).train());
        return new TrainTest(training, Optional.of(testing));
    }

    private static Dataset readMnist(Path folder, String part) {
        Path images = mnist(folder, part, "images-idx3").orElseThrow();
        Path labels = mnist(folder, part, "labels-idx1")
                .orElseThrow(() -> new DataException(images + " has no labels beside it; expected " + part
                        + "-labels-idx1-ubyte, with or without .gz"));
        return read(images, labels);
    }

    private static Optional<Path> mnist(Path folder, String part, String kind) {
        return List.of("", ".gz").stream()
                .map(ending -> folder.resolve(part + "-" + kind + "-ubyte" + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Dataset read(Path images, Path labels) {
        IdxFile pixels = IdxFile.read(images);
        IdxFile classes = IdxFile.read(labels);
        if (pixels.sizes().size() < 2 || classes.sizes().size() != 1) {
            throw new DataException(images + " has the sizes " + pixels.sizes() + " and " + labels + " has the sizes "
                    + classes.sizes() + "; expected images, [rows, height, width], and labels, [rows]");
        }
        if (!pixels.sizes().get(0).equals(classes.sizes().get(0))) {
            throw new DataException(images + " holds " + pixels.sizes().get(0) + " images, but " + labels + " holds "
                    + classes.sizes().get(0) + " labels; expected as many");
        }
        return Dataset.builder()
                .input(pixels.numbers("image", 1 / 255.0))
                .target(classes.classes("label"))
                .build();
    }
}
