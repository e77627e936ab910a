package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import java.util.Optional;

/** The IDE that {@code up} prepares; the desktop ones need nothing but SSH. */
enum IdeChoice {
    WEB,
    VSCODE,
    JETBRAINS,
    NONE;

    /** What the server has to prepare. */
    String served() {
        return this == WEB ? "web" : "none";
    }

    /** The link that opens a desktop IDE; the web IDE's is the server's to give. */
    Optional<String> link(CommandContext context, String workspace) {
        return switch (this) {
            case VSCODE -> Optional.of(OpenTargets.link(context, workspace, "vscode"));
            case JETBRAINS -> Optional.of(OpenTargets.link(context, workspace, "jetbrains"));
            case WEB, NONE -> Optional.empty();
        };
    }
}
