package dev.taowa.definition;

import dev.taowa.compose.ComposeMount;
import dev.taowa.compose.ComposeProject;
import dev.taowa.compose.ComposeService;
import dev.taowa.compose.InnerProject;
import dev.taowa.compose.Inside;
import dev.taowa.document.Property;
import dev.taowa.metadata.Customizations;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Environment;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.metadata.Metadata;
import dev.taowa.metadata.Rights;
import dev.taowa.metadata.Users;
import dev.taowa.port.Ports;
import dev.taowa.workspace.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A Compose project of which one service becomes the workspace; the others run inside it.
 *
 * @param source the source's folder on this machine
 * @param runServices those that run, with what they depend on; absent for all
 */
public record DeclaredCompose(
        ComposeProject project, ComposeService service, Path source, Optional<List<String>> runServices) {

    /** Whether there is anything to run inside. */
    public boolean hasOthers() {
        return project.services().size() > 1;
    }

    /** The project of the other services. */
    public InnerProject inner(Inside inside, Ports ports) {
        return InnerProject.of(project, service.name(), runServices, inside, ports.ofServices());
    }

    /** Notes what of the others cannot run inside, or has no effect there. */
    void review(Ports ports, Property.Reading reading) {
        InnerProject.review(project, service.name(), runServices, ports.ofServices(), reading);
    }

    ImageSource image() {
        return service.build()
                .<ImageSource>map(build -> new ImageSource.Build(
                        build.dockerfile().orElse("Dockerfile"),
                        build.context(),
                        build.arguments(),
                        build.target(),
                        build.inline(),
                        BuildSettings.NONE))
                .orElseGet(() -> new ImageSource.Reference(service.image().orElseThrow()));
    }

    /** Where the whole source is mounted, if it is. */
    Optional<DeclaredMount> sourceMount() {
        return service.mounts().stream()
                .filter(mount ->
                        mount instanceof ComposeMount.OfSource own && own.path().isEmpty())
                .findFirst()
                .map(this::mount);
    }

    Limits limits() {
        return new Limits(
                service.cpus()
                        .map(cpus -> OptionalDouble.of(cpus.doubleValue()))
                        .orElse(OptionalDouble.empty()),
                service.memory(),
                Optional.empty(),
                service.pids());
    }

    /** What the service says of the workspace; the definition's own words are on top of it. */
    Metadata metadata() {
        var mounts = new ArrayList<DeclaredMount>();
        service.mounts().stream()
                .filter(mount -> !(mount instanceof ComposeMount.OfSource own
                        && own.path().isEmpty()))
                .forEach(mount -> mounts.add(mount(mount)));
        var forwards = service.ports().stream()
                .filter(port -> port.protocol().equals("tcp"))
                .map(port -> new Ports.Forward(Optional.empty(), port.container()))
                .toList();
        return new Metadata(
                new Users(service.user().map(user -> user.split(":", 2)[0]), Optional.empty(), Optional.empty()),
                new Environment(service.environment(), Map.of(), Optional.empty()),
                Rights.NONE,
                List.of(),
                mounts,
                new Ports(forwards, Map.of(), Optional.empty()),
                Hooks.NONE,
                HostRequirements.NONE,
                Customizations.NONE,
                Optional.empty());
    }

    private String onMachine(String path) {
        return path.startsWith("~") ? path : source.resolve(path).normalize().toString();
    }

    private DeclaredMount mount(ComposeMount mount) {
        return switch (mount) {
            case ComposeMount.OfSource own ->
                new DeclaredMount.Bind(source.resolve(own.path()).toString(), own.target(), own.readOnly());
            case ComposeMount.OfMachine machine ->
                new DeclaredMount.Bind(onMachine(machine.source()), machine.target(), machine.readOnly());
            case ComposeMount.Volume volume ->
                new DeclaredMount.Volume(volume.name(), volume.target(), volume.readOnly());
            case ComposeMount.Anonymous volume ->
                new DeclaredMount.Volume(
                        "anonymous-"
                                + HexFormat.of().toHexDigits(volume.target().hashCode()),
                        volume.target(),
                        volume.readOnly());
            case ComposeMount.Memory memory -> new DeclaredMount.Memory(memory.target());
        };
    }
}
