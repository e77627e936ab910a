package dev.taowa.cli;

import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.Map;

/** Links to what can be opened of a workspace. */
final class OpenTargets {

    private OpenTargets() {}

    /** The link to the target: {@code ide}, a port, a Service, {@code vscode} or {@code jetbrains}. */
    static String link(CommandContext context, String name, String target) {
        return switch (target) {
            case "vscode" -> "vscode://vscode-remote/ssh-remote+" + name + ".taowa" + escaped(folder(context, name));
            case "jetbrains" ->
                "jetbrains-gateway://connect#type=ssh&deploy=true&host=%s.taowa&port=22&user=%s&projectPath=%s"
                        .formatted(name, user(context, name), escaped(folder(context, name)));
            default -> served(context, name, target);
        };
    }

    private static String served(CommandContext context, String name, String target) {
        if (!target.equals("ide") && !isPort(target) && !target.startsWith("svc/")) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "\"%s\" is nothing that can be opened".formatted(target),
                    "give a port number, ide, vscode, jetbrains, or svc/NAMESPACE/NAME[:PORT]"));
        }
        var body = new Json(Map.of("target", target));
        return context.api().post(Workspaces.path(name, "open"), body).text("url");
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    private static String folder(CommandContext context, String name) {
        return context.api().get(Workspaces.path(name)).text("folder");
    }

    private static String user(CommandContext context, String name) {
        return ApiClient.part(context.api().get(Workspaces.path(name)).text("user"));
    }

    private static String escaped(String path) {
        return ApiClient.part(path).replace("%2F", "/");
    }
}
