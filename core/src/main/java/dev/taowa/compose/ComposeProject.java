package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.workspace.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project whose files are merged, with every variable resolved; what it refers to is there. */
public final class ComposeProject {

    private final String name;
    private final String files;
    private final ObjectNode model;
    private final Set<String> profiles;
    private final Map<String, Secret> variables;
    private final Optional<String> home;
    private final Notes notes;

    /**
     * @param files how problems call its files
     * @param profiles those that are on
     * @param variables values of those that secrets and configs are made from
     * @param home of the person; absent where no path begins with {@code ~}, and for strangers
     */
    ComposeProject(
            String name,
            String files,
            ObjectNode model,
            Set<String> profiles,
            Map<String, String> variables,
            Optional<String> home,
            Notes notes) {
        this.name = name;
        this.files = files;
        this.model = model;
        this.profiles = Set.copyOf(profiles);
        var secrets = new LinkedHashMap<String, Secret>();
        variables.forEach((each, value) -> secrets.put(each, Secret.of(value)));
        this.variables = secrets;
        this.home = home;
        this.notes = notes;
    }

    /** As Compose calls it: lower-case letters, digits, {@code -} and {@code _}. */
    public String name() {
        return name;
    }

    /** Names of all services, in the order of the files. */
    public Set<String> services() {
        var names = new LinkedHashSet<String>();
        model.path("services").properties().forEach(each -> names.add(each.getKey()));
        return names;
    }

    /** What was found and is not carried out. */
    public List<Remark> warnings() {
        return notes.warnings();
    }

    /** For what more there is to say of the files. */
    Notes notes() {
        return notes.again();
    }

    /** Whether the property's text is a service; that it is none is noted as a mistake of the property. */
    public boolean has(Property property) {
        var text = property.text();
        if (text.isEmpty()) {
            return false;
        }
        var found = services().contains(text.get());
        if (!found) {
            property.mistake("names \"%s\", which is no service of %s%s"
                    .formatted(
                            DocumentProblems.printable(text.get()),
                            DocumentProblems.printable(files),
                            NearMiss.hint(text.get(), services())));
        }
        return found;
    }

    /**
     * What the machine needs to know of the service that it is made from.
     *
     * @param service one that {@link #has} found
     * @param keepsCommand whether its command runs in the workspace
     * @throws dev.taowa.problem.ProblemException with all its mistakes
     */
    public ComposeService service(String service, boolean keepsCommand) {
        var more = notes();
        var read = read(service, keepsCommand, more);
        more.check();
        return read;
    }

    /** As {@link #service}; its mistakes are added to those of the definition, and it counts no more then. */
    public Optional<ComposeService> find(String service, boolean keepsCommand, List<Remark> mistakes) {
        var more = notes();
        var read = read(service, keepsCommand, more);
        mistakes.addAll(more.mistakes());
        return more.mistakes().isEmpty() ? Optional.of(read) : Optional.empty();
    }

    private ComposeService read(String service, boolean keepsCommand, Notes more) {
        var root = more.root(files, model);
        var found = root.find("services").flatMap(all -> all.find(service));
        return new ServiceReader(this, root, found.orElseThrow(), keepsCommand).read(service, more);
    }

    String files() {
        return files;
    }

    ObjectNode model() {
        return model;
    }

    Set<String> profiles() {
        return profiles;
    }

    Map<String, Secret> variables() {
        return variables;
    }

    Optional<String> home() {
        return home;
    }
}
