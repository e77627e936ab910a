import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.document.SourceTree;
import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.FeatureRegistry;
import dev.taowa.feature.Features;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints the median milliseconds in which the definition of a folder is read, its Features are put in order, and what
 * they say is merged with it, once the program is warm. Features must be folders of the source.
 *
 * <p>{@code java DefinitionTime.java FOLDER CACHE}
 */
final class DefinitionTime {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 101;

    private final Checkout checkout;
    private final DefinitionReader reader;
    private final Features features;

    private DefinitionTime(Path folder, Path cache) {
        this.checkout = new Checkout(new Source.Folder(folder), folder, "");
        this.reader = new DefinitionReader(cache.resolve("templates"));
        this.features = new Features(new Nobody(), cache.resolve("features"));
    }

    public static void main(String[] arguments) {
        var time = new DefinitionTime(Path.of(arguments[0]), Path.of(arguments[1]));
        var nanos = new ArrayList<Long>();
        for (var run = 0; run < WARM_UP + MEASURED; run++) {
            var start = System.nanoTime();
            var merged = time.run();
            if (run >= WARM_UP) {
                nanos.add(System.nanoTime() - start);
            }
            if (merged.metadata().entrypoints().size() != merged.features().features().size()) {
                throw new IllegalStateException("a Feature is missing: " + merged.metadata().entrypoints());
            }
        }
        nanos.sort(null);
        System.out.printf("%.1f%n", nanos.get(MEASURED / 2) / 1e6);
    }

    private Definition run() {
        var definition = reader.read(checkout, DefinitionChoice.NONE, Map.of());
        var resolved = features.resolve(
                new SourceTree(checkout.folder()),
                definition.file().orElseThrow(),
                definition.features(),
                false,
                _ -> {});
        return definition.on(reader.metadata(checkout, definition, label(resolved.ordered()), DefinitionTime::fail));
    }

    /** As the image made has it. */
    private static String label(List<ResolvedFeature> features) {
        var entries = new ObjectMapper().createArrayNode();
        features.forEach(feature -> entries.add(feature.manifest().json()));
        return entries.toString();
    }

    private static void fail(String warning) {
        throw new IllegalStateException(warning);
    }

    /** Nothing is fetched here. */
    private static final class Nobody implements FeatureRegistry {

        @Override
        public InputStream manifest(FeatureReference.Registry reference, Consumer<String> warnings) {
            throw new IllegalStateException(reference.toString());
        }

        @Override
        public InputStream blob(FeatureReference.Registry reference, Digest layer, Consumer<String> warnings) {
            throw new IllegalStateException(reference.toString());
        }

        @Override
        public InputStream tarball(URI address) {
            throw new IllegalStateException(address.toString());
        }
    }
}
