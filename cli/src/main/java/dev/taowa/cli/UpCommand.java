package dev.taowa.cli;

import dev.taowa.api.UpRequest;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.json.Requests;
import dev.taowa.cli.progress.PhaseTable;
import dev.taowa.cli.terminal.Browser;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.workspace.WorkspaceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa up [SOURCE]}. */
@Command(name = "up", description = "Start the workspace of a folder or a Git URL; make it first if need be.")
final class UpCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private DefinitionOptions definition = new DefinitionOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "A folder (the current one if not given), or a Git URL: https://, ssh://, git@, file://.")
    private String source = ".";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the workspace; else made from the source.")
    private @Nullable String name;

    @Option(names = "--branch", paramLabel = "BRANCH", description = "Branch, tag or commit of the Git URL.")
    private @Nullable String branch;

    @Option(names = "--host", paramLabel = "HOST", description = "Where it runs; local if not given.")
    private String host = "local";

    @Mixin
    private OuterClusterOptions outer = new OuterClusterOptions();

    @Option(names = "--ide", paramLabel = "web|vscode|jetbrains|none", description = "IDE to prepare and link to.")
    private @Nullable IdeChoice ide;

    @Option(names = "--open", description = "Open the IDE when it answers.")
    private boolean open;

    @Option(names = "--recreate", description = "Make its machine anew even when nothing changed; volumes stay.")
    private boolean recreate;

    @Option(names = "--no-install", description = "Install no system packages; print the command instead.")
    @SuppressWarnings("unused") // The script reads it, before this program starts.
    private boolean noInstall;

    UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var started = System.nanoTime();
        var workspace = up(request());
        var view = context.api().get(Workspaces.path(workspace));
        if (json.asked()) {
            context.print(view);
        } else {
            show(view, Duration.ofNanos(System.nanoTime() - started));
        }
        context.out().flush();
        if (open) {
            openIde(view);
        }
    }

    /** Asks for secrets when the server, which knows what was given earlier, says that some are wanted. */
    private String up(UpRequest request) {
        var wanted = new ArrayList<Event.SecretWanted>();
        try {
            return Operations.run(context, () -> context.api().post("workspaces", Requests.up(request)), event -> {
                if (event instanceof Event.SecretWanted one) {
                    wanted.add(one);
                }
            });
        } catch (ProblemException thrown) {
            if (thrown.problem().code() != ProblemCode.SECRETS_WANTED || wanted.isEmpty()) {
                throw thrown;
            }
        }
        var answered = Requests.up(request.giving(SecretQuestions.ask(wanted)));
        return Operations.run(context, () -> context.api().post("workspaces", answered));
    }

    private UpRequest request() {
        var parsed = SourceArgument.parse(source, context.folder());
        var choice = definition.choice(context.folder());
        return new UpRequest(
                parsed.text(),
                Optional.ofNullable(name).map(given -> new WorkspaceName(given).value()),
                Optional.ofNullable(branch),
                host,
                Optional.ofNullable(ide).map(IdeChoice::served),
                recreate,
                limits.limits(),
                limits.allowances(),
                outer.cluster(context.environment(), context.folder()),
                choice,
                ClientEnvironment.of(parsed, choice, context.environment()),
                SecretQuestions.ofVariables(
                        parsed, choice, context.environment(), !json.asked() && SecretQuestions.possible()));
    }

    private void show(Json view, Duration took) {
        PhaseTable.lines(view.list("phases"), took).forEach(context::say);
        context.say("");
        context.print(WorkspaceText.addresses(view));
        link(view).ifPresent(link -> context.out().println("ide       " + link));
        if (!view.text("lifecycle").isEmpty()) {
            context.say("lifecycle commands still run: `taowa logs -f %s` follows them".formatted(view.text("name")));
        }
    }

    /** Of an editor on the person's own machine, where one was asked for. */
    private Optional<String> link(Json view) {
        return Optional.ofNullable(ide).flatMap(editor -> editor.link(context, view.text("name")));
    }

    private void openIde(Json view) {
        var link = link(view).or(() -> view.at("ide").find("url")).orElse("");
        if (link.isEmpty() || !new Browser(context.environment()).open(link)) {
            context.say("there is no browser here; open the link in yours");
        }
    }
}
