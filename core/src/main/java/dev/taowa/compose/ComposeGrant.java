package dev.taowa.compose;

import dev.taowa.workspace.Secret;
import java.util.Optional;

/**
 * A secret or config of the chosen service, as a file.
 *
 * @param target absolute path inside
 * @param path of the file in the source, relative to its top folder; absent where the content is given
 * @param content absent where a file of the source has it
 */
public record ComposeGrant(String target, Optional<String> path, Optional<Secret> content) {}
