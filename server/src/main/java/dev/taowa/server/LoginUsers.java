package dev.taowa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.util.Optional;

/** Reads the login user that a workspace's labels tell. */
final class LoginUsers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LoginUsers() {}

    static Optional<LoginUser> of(Workspace workspace) {
        try {
            var label = workspace.label(WorkspaceLabels.USER);
            return label.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(label, LoginUser.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
