package dev.taowa.driver.podman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a container's labels keep of the plan it was made to, enough to start it again after a stop or a reboot. */
record MadeMachine(LoginUser user, List<Mount> folders, Set<NetworkAllowance> allowances) {

    private static final String FOLDERS = "dev.taowa.workspace.folders";
    private static final String ALLOWANCES = "dev.taowa.workspace.allowances";
    private static final ObjectMapper JSON = new ObjectMapper();

    static void label(ObjectNode labels, WorkspacePlan plan) {
        var folders = JSON.createArrayNode();
        for (var mount : plan.mounts()) {
            if (mount instanceof Mount.Folder folder) {
                folders.addObject()
                        .put("source", folder.source().toString())
                        .put("target", folder.target())
                        .put("readOnly", folder.readOnly());
            }
        }
        var allowances = JSON.createArrayNode();
        plan.allowances().stream().sorted().forEach(each -> allowances.add(each.name()));
        labels.put(FOLDERS, folders.toString());
        labels.put(ALLOWANCES, allowances.toString());
    }

    static MadeMachine of(JsonNode inspected) {
        var labels = inspected.path("Config").path("Labels");
        try {
            var folders = new ArrayList<Mount>();
            for (var folder : JSON.readTree(labels.path(FOLDERS).asText("[]"))) {
                folders.add(new Mount.Folder(
                        Path.of(folder.path("source").asText()),
                        folder.path("target").asText(),
                        folder.path("readOnly").asBoolean()));
            }
            var allowances = EnumSet.noneOf(NetworkAllowance.class);
            for (var each : JSON.readTree(labels.path(ALLOWANCES).asText("[]"))) {
                allowances.add(NetworkAllowance.valueOf(each.asText()));
            }
            var user = LoginUser.of(labels.path(WorkspaceLabels.USER).asText());
            return new MadeMachine(user, folders, allowances);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels that are not ours on " + labels.path(WorkspaceLabels.ID), e);
        }
    }
}
