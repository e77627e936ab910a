package dev.taowa.up;

import dev.taowa.dial.Authority;
import dev.taowa.image.MachineImage;
import dev.taowa.outer.OuterCluster;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.SessionEnvironment;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns what a {@link Planner} decided into the plan that a driver carries out. */
final class Plans {

    private final Authority authority;

    Plans(Authority authority) {
        this.authority = authority;
    }

    WorkspacePlan of(Wish wish, Planner planner, MachineImage machine, Ingredients ingredients) {
        var environment = planner.environment(machine, ingredients);
        var mounts = planner.mounts(machine.user(), ingredients.ide(), ingredients.mirror());
        var limits = planner.limits(ingredients.limits());
        var own = planner.files(machine, mounts);
        var parts = new ArrayList<Object>(List.of(
                wish.name(),
                machine.image().id(),
                machine.user(),
                new TreeMap<>(environment.variables()),
                new TreeMap<>(ingredients.containerEnv()),
                mounts,
                limits,
                new TreeSet<>(ingredients.allowances()),
                own.stream().map(Plans::identity).toList()));
        if (!environment.secrets().isEmpty()) {
            parts.add(ingredients.secrets().revision()
                    + new TreeSet<>(environment.secrets().keySet()));
        }
        var labels = new HashMap<>(Map.of(
                WorkspaceLabels.SOURCE, wish.source(),
                WorkspaceLabels.FOLDER, planner.folder(),
                WorkspaceLabels.USER, machine.user().toJson(),
                WorkspaceLabels.IDE, ingredients.ide().isPresent() ? "web" : "none"));
        ingredients.outerCluster().map(OuterCluster::toJson).ifPresent(outer -> {
            parts.add(outer);
            labels.put(WorkspaceLabels.OUTER_CLUSTER, outer);
        });
        return new WorkspacePlan(
                wish.id(),
                wish.name(),
                machine.image().tag(),
                machine.user(),
                ingredients.containerEnv(),
                mounts,
                limits,
                ingredients.allowances(),
                files(wish, environment, own),
                labels,
                hash(parts));
    }

    private List<PlacedFile> files(Wish wish, SessionEnvironment environment, List<PlacedFile> own) {
        var files = new ArrayList<PlacedFile>(authority.hostFiles(wish.id(), wish.name()));
        files.addAll(environment.files());
        files.addAll(own);
        return files;
    }

    private static String identity(PlacedFile file) {
        return file.path() + "\n" + file.content().revealText();
    }

    private static String hash(List<?> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
