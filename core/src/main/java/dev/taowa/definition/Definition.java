package dev.taowa.definition;

import dev.taowa.cluster.Cluster;
import dev.taowa.feature.Features;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Metadata;
import dev.taowa.workspace.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repository says its workspace should be, with every variable but {@code ${containerEnv:…}} resolved.
 *
 * @param name for people
 * @param compose the project whose service becomes the workspace
 * @param folder on this machine that its own files are in, such as a template's; absent for the source's
 * @param file that says so, relative to that folder; absent when none does
 * @param features put on the image
 * @param kubernetes the cluster inside; present when {@code features} has it
 * @param workspaceFolder absolute path inside that sessions start in
 * @param workspaceMount replaces the default mount of the source
 * @param mountsSource whether the source is mounted at all
 * @param limits what the machine may use
 * @param metadata what images and Features may say as well
 * @param secrets that the workspace has use for
 * @param warnings what was found and is not carried out, one line each
 */
public record Definition(
        Optional<String> name,
        ImageSource image,
        Optional<DeclaredCompose> compose,
        Optional<Path> folder,
        Optional<Path> file,
        Features.Wanted features,
        Optional<Cluster> kubernetes,
        Optional<String> workspaceFolder,
        Optional<DeclaredMount> workspaceMount,
        boolean mountsSource,
        Limits limits,
        Metadata metadata,
        List<WantedSecret> secrets,
        List<String> warnings) {

    public Definition {
        secrets = List.copyOf(secrets);
        warnings = List.copyOf(warnings);
    }

    /** The same with more to say. */
    Definition withWarnings(List<String> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return with(folder, metadata, all);
    }

    /** The same, its own files being in another folder than the source's. */
    Definition in(Path other) {
        return with(Optional.of(other), metadata, warnings);
    }

    /** The same on top of what its image and its Features say. */
    public Definition on(Metadata below) {
        return with(folder, below.merge(metadata), warnings);
    }

    private Definition with(Optional<Path> otherFolder, Metadata otherMetadata, List<String> otherWarnings) {
        return new Definition(
                name,
                image,
                compose,
                otherFolder,
                file,
                features,
                kubernetes,
                workspaceFolder,
                workspaceMount,
                mountsSource,
                limits,
                otherMetadata,
                secrets,
                otherWarnings);
    }

    /** What a repository without a file of ours gets. */
    public static Definition builtIn() {
        return new Definition(
                Optional.empty(),
                new ImageSource.BuiltIn(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Features.Wanted(List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Limits.NONE,
                Metadata.NONE,
                List.of(),
                List.of());
    }
}
