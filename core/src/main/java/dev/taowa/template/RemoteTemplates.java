package dev.taowa.template;

import dev.taowa.document.SourceTree;
import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureCache;
import dev.taowa.feature.FeatureRegistry;
import dev.taowa.feature.TemplateArtifacts;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkouts;
import dev.taowa.task.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Brings templates that are elsewhere to this machine, and remembers where it put each, so that a workspace starts again
 * without a network.
 *
 * <p>Safe for use by many threads and processes. Calls block; interrupt to cancel.
 */
public final class RemoteTemplates {

    private final FeatureCache cache;
    private final TemplateArtifacts artifacts;
    private final Checkouts checkouts;
    private final Path notes;

    /** @param folder for templates and notes of which is where, made if need be */
    public RemoteTemplates(FeatureRegistry registry, Checkouts checkouts, Path folder) {
        this.cache = new FeatureCache(folder);
        this.artifacts = new TemplateArtifacts(registry, cache);
        this.checkouts = checkouts;
        this.notes = folder.resolve("known");
    }

    /**
     * The folder that holds the template's files, as they are now where it comes from.
     *
     * @param client variables of the person's session, which git and ssh act upon
     * @throws ProblemException TEMPLATE_UNAVAILABLE when it is not given, or not what it should be
     */
    public Path fetch(TemplateSource.Remote source, Map<String, String> client, Step step) {
        try {
            var folder = switch (source) {
                case TemplateSource.Registry(var reference) -> artifacts.fetch(reference, step.progress());
                case TemplateSource.Repository repository -> export(repository, client, step);
            };
            var where = source.identity();
            Templates.of(where, Templates.files(where, folder));
            remember(source, folder);
            return folder;
        } catch (ProblemException e) {
            throw TemplateProblems.unavailable(source.identity(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The folder of the template as it was fetched last; nobody is asked.
     *
     * @throws ProblemException TEMPLATE_UNAVAILABLE when it is not here any more
     */
    public Path get(TemplateSource.Remote source) {
        return find(source).orElseThrow(() -> TemplateProblems.notFetched(source.identity()));
    }

    private Optional<Path> find(TemplateSource.Remote source) {
        try {
            var note = note(source);
            return Files.exists(note)
                    ? Optional.of(Path.of(Files.readString(note))).filter(Files::isDirectory)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path export(TemplateSource.Repository repository, Map<String, String> client, Step step)
            throws IOException {
        var fresh = cache.freshFolder();
        try {
            var checkout = checkouts.export(repository.git(), fresh.resolve("files"), client, step);
            return artifacts.copy(
                    repository.identity(),
                    new SourceTree(checkout.folder()),
                    Path.of(checkout.subfolder()),
                    step.progress());
        } finally {
            FeatureCache.delete(fresh);
        }
    }

    private void remember(TemplateSource.Remote source, Path folder) throws IOException {
        Files.createDirectories(notes);
        var fresh = cache.freshFile();
        Files.writeString(fresh, folder.toString());
        Files.move(fresh, note(source), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path note(TemplateSource.Remote source) {
        return notes.resolve(
                Digest.of(source.identity().getBytes(StandardCharsets.UTF_8)).hex());
    }
}
