package dev.ackademy.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folders `NN-slug` that are shipped with the program, in its jar or beside its classes. Finds what is there, so
/// that a lesson is added without Java.
final class Shelf {

    private static final Pattern FOLDER = Pattern.compile("([0-9]{2,3})-([a-z0-9-]+)");

    /// @param path where it lies: `/catalog/01-fire-and-forget`
    record Folder(int number, String slug, String path) {

        /// The text of one of its files; empty where there is no such file.
        String text(String file) {
            return Shelf.text(path + "/" + file);
        }
    }

    private Shelf() {}

    /// In the order of their numbers; none where there is no such shelf.
    static List<Folder> folders(String shelf) {
        URL place = Shelf.class.getResource(shelf);
        if (place == null) {
            return List.of();
        }
        return names(place, shelf).stream()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .map(parts -> new Folder(Integer.parseInt(parts.group(1)), parts.group(2), shelf + "/" + parts.group()))
                .sorted(Comparator.comparingInt(Folder::number).thenComparing(Folder::slug))
                .toList();
    }

    /// Empty where there is no such file.
    static String text(String resource) {
        try (InputStream file = Shelf.class.getResourceAsStream(resource)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static TreeSet<String> names(URL place, String shelf) {
        try {
            return place.getProtocol().equals("jar") ? inJar(place, shelf) : inFolder(place.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(shelf + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(place + " is no place of a shelf", e);
        }
    }

    private static TreeSet<String> inFolder(URI place) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> folders = Files.list(Path.of(place))) {
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
        }
        return names;
    }

    private static TreeSet<String> inJar(URL place, String shelf) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        JarURLConnection connection = (JarURLConnection) place.openConnection();
        connection.setUseCaches(false);
        String begin = shelf.substring(1) + "/";
        try (JarFile jar = connection.getJarFile()) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(begin) && name.indexOf('/', begin.length()) > 0)
                    .forEach(name -> names.add(name.substring(begin.length(), name.indexOf('/', begin.length()))));
        }
        return names;
    }
}
