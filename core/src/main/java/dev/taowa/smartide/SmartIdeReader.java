package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.document.YamlText;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Translates a {@code .ide.yaml} into the devcontainer.json that means the same. */
public final class SmartIdeReader {

    /** Where a project has it, unless somebody says otherwise. */
    public static final Path DEFAULT = Path.of(".ide", ".ide.yaml");

    private static final Path FOLDER = Path.of(".ide");
    private static final Path RESULT = Path.of(".devcontainer", "devcontainer.json");
    private static final String COMPOSE = "\"docker-compose-file\" or \"services\"";
    private static final String KUBE = "\"kube-deploy-files\"";
    private static final String[] IDES = {"vscode", "jb-projector", "opensumi", "theia", "sdk-only"};

    private SmartIdeReader() {}

    /**
     * The translation of the file; what cannot be translated is a problem that tells all mistakes.
     *
     * @param file relative to the tree. The project is the folder that holds its {@code .ide}, else its own folder
     */
    public static Translation read(SourceTree tree, Path file) {
        var translation = translate(tree, file);
        if (!translation.mistakes().isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid(file.toString(), translation.mistakes()));
        }
        return translation;
    }

    /** As {@link #read}; with mistakes it is a translation of what could be understood. */
    public static Translation translate(SourceTree tree, Path file) {
        var shown = file.toString();
        var text = tree.findText(file)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.DEFINITION_INVALID,
                        "%s is not there".formatted(DocumentProblems.printable(shown)),
                        "name a file of the source, such as " + DEFAULT)));
        var document = YamlText.document(shown, text);
        var reading = new Property.Reading(Substitution.NONE, document.locator());
        var ide = IdeFile.of(Property.root(document.tree(), reading));
        var folder = parent(file);
        var project = folder.endsWith(FOLDER) ? parent(folder) : folder;
        var machine = machine(ide, new LinkedFiles(tree, folder), project);
        var devcontainer = machine.properties();
        new PortLabels(machine.ports()).write(Keys.find(ide.devContainer(), "ports"), devcontainer);
        Keys.find(ide.devContainer(), "command").ifPresent(commands -> Commands.write(commands, devcontainer));
        Keys.find(ide.devContainer(), "ide-type").ifPresent(type -> ideType(type, devcontainer));
        Keys.object(ide.devContainer(), "volumes", "git-config", "ssh-key")
                .ifPresent(volumes -> volumes(volumes, devcontainer));
        return new Translation(
                project.resolve(RESULT),
                devcontainer,
                machine.files(),
                machine.origin(),
                reading.mistakes().stream().distinct().toList(),
                reading.warnings().stream().distinct().toList());
    }

    private static Path parent(Path path) {
        return path.getParent() == null ? Path.of("") : path.getParent();
    }

    private static Machine machine(IdeFile ide, LinkedFiles links, Path project) {
        if (ide.orchestrator().isEmpty()) {
            return Machine.unknown();
        }
        var compose = Stream.of("docker-compose-file", "services")
                .flatMap(name -> Keys.find(ide.workspace(), name).stream())
                .findFirst();
        var kube = Keys.find(ide.workspace(), "kube-deploy-files");
        return switch (ide.orchestrator().get()) {
            case DOCKER_COMPOSE -> {
                without(ide, kube);
                yield compose.map(_ -> ComposeMachine.read(ide, links, project)).orElseGet(() -> neither(ide, COMPOSE));
            }
            case K8S -> {
                without(ide, compose);
                yield kube.map(link -> KubeMachine.read(ide, links, link)).orElseGet(() -> neither(ide, KUBE));
            }
            case ALLINONE -> {
                compose.or(() -> kube).ifPresent(taken -> chosen(ide, taken));
                yield compose.map(_ -> ComposeMachine.read(ide, links, project))
                        .or(() -> kube.map(link -> KubeMachine.read(ide, links, link)))
                        .orElseGet(() -> neither(ide, COMPOSE + ", or " + KUBE));
            }
        };
    }

    private static void chosen(IdeFile ide, Property taken) {
        type(ide)
                .ifPresent(type -> type.warn("is allinone: the workspace is made from \"%s\"".formatted(taken.path())));
    }

    private static void without(IdeFile ide, Optional<Property> other) {
        other.ifPresent(property -> property.warn("has no effect: \"orchestrator.type\" is "
                + ide.orchestrator().map(IdeFile.Orchestrator::word).orElse("")));
    }

    private static Machine neither(IdeFile ide, String wanted) {
        type(ide)
                .ifPresent(type -> type.mistake("asks for %s in \"workspace\", and it is not there".formatted(wanted)));
        return Machine.unknown();
    }

    private static Optional<Property> type(IdeFile ide) {
        return ide.root().find("orchestrator").flatMap(orchestrator -> orchestrator.find("type"));
    }

    private static void ideType(Property property, ObjectNode devcontainer) {
        property.raw().ifPresent(type -> {
            switch (type) {
                case "vscode" -> {}
                case "sdk-only" -> ours(devcontainer).put("ide", "none");
                case "jb-projector", "opensumi", "theia" ->
                    property.warn("is %s, which nobody maintains any more: the web IDE is ours".formatted(type));
                default -> property.warn("is unknown: the web IDE is ours" + Keys.near(type, IDES));
            }
        });
    }

    /** An SSH identity needs nothing: the person's agent is forwarded into every session, and no key is copied. */
    private static void volumes(Property volumes, ObjectNode devcontainer) {
        Keys.find(volumes, "ssh-key").ifPresent(Keys::flag);
        if (Keys.find(volumes, "git-config").filter(Keys::flag).isPresent()) {
            ours(devcontainer).put("gitConfig", true);
        }
    }

    private static ObjectNode ours(ObjectNode devcontainer) {
        return devcontainer.withObjectProperty("customizations").withObjectProperty("taowa");
    }
}
