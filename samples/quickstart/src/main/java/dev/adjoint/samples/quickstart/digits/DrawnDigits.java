package dev.adjoint.samples.quickstart.digits;

import dev.adjoint.api.DataException;
import dev.adjoint.runtime.data.IdxFile;
import dev.adjoint.runtime.data.SplitMix64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A data set of drawn digits, the same for the same seed on every machine. Its files have the names and the format of
 * those of MNIST.
 *
 * @param train the number of images to train on
 * @param test the number of images to test on
 */
public record DrawnDigits(int train, int test, long seed) {
    private static final int CLASSES = 10;

    /** Writes the four files to a folder, which is made if it does not exist. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException("cannot make the folder " + folder + " for the digits: " + e, e);
        }
        RandomGenerator random = new SplitMix64(seed);
        write(folder, "train", train, random);
        write(folder, "t10k", test, random);
    }

    private static void write(Path folder, String part, int count, RandomGenerator random) {
        Hand hand = new Hand(random);
        int pixels = Hand.SIZE * Hand.SIZE;
        byte[] images = new byte[count * pixels];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            int digit = random.nextInt(CLASSES);
            labels[i] = (byte) digit;
            hand.write(digit, images, i * pixels);
        }
        new IdxFile(List.of(count, Hand.SIZE, Hand.SIZE), images).write(folder.resolve(part + "-images-idx3-ubyte"));
        new IdxFile(List.of(count), labels).write(folder.resolve(part + "-labels-idx1-ubyte"));
    }
}
