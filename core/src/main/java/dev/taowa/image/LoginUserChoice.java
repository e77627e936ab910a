package dev.taowa.image;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.LoginUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses the user that sessions log in as: the one asked for, else the image's own if it is not root, else an ordinary
 * one that the image has under uid 1000, else {@code dev}. One that the image lacks is made.
 */
final class LoginUserChoice {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern EXISTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");
    private static final List<String> HOMES = List.of("/home/", "/var/lib/", "/opt/", "/srv/");
    private static final int FIRST_ORDINARY = 1000;
    private static final int FIRST_FREE_LIMIT = 60_000;

    private final List<LoginUser> users = new ArrayList<>();

    /** @param passwd text of the image's /etc/passwd */
    LoginUserChoice(String passwd) {
        for (var line : passwd.split("\n", -1)) {
            var fields = line.split(":", -1);
            if (fields.length >= 7
                    && EXISTING_NAME.matcher(fields[0]).matches()
                    && number(fields[2])
                    && number(fields[3])) {
                users.add(new LoginUser(
                        fields[0],
                        Integer.parseInt(fields[2]),
                        Integer.parseInt(fields[3]),
                        home(fields[0], fields[5])));
            }
        }
    }

    LoginUser choose(Optional<String> wanted, String imageUser) {
        if (wanted.isPresent()) {
            return find(wanted.get()).orElseGet(() -> make(wanted.get()));
        }
        var own = imageUser.split(":", 2)[0];
        return find(own)
                .filter(user -> user.uid() != 0)
                .or(() -> find(Integer.toString(FIRST_ORDINARY)))
                .orElseGet(() -> make(LoginUser.DEV.name()));
    }

    /** By name or by number. */
    private Optional<LoginUser> find(String user) {
        var byName = users.stream().filter(each -> each.name().equals(user)).findFirst();
        return byName.or(() -> users.stream()
                .filter(each -> Integer.toString(each.uid()).equals(user))
                .findFirst());
    }

    private LoginUser make(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(new Problem(
                    ProblemCode.DEFINITION_INVALID,
                    "user \"%s\" is not in the image, and cannot be made under that name".formatted(name),
                    "correct \"remoteUser\" or \"containerUser\" in devcontainer.json"));
        }
        var id = FIRST_ORDINARY;
        while (taken(id) && id < FIRST_FREE_LIMIT) {
            id++;
        }
        return new LoginUser(name, id, id, "/home/" + name);
    }

    private boolean taken(int id) {
        return users.stream().anyMatch(user -> user.uid() == id || user.gid() == id);
    }

    /** A folder that can be a volume of the user's own. */
    private static String home(String name, String home) {
        var own = home.equals("/root") || (HOMES.stream().anyMatch(home::startsWith) && !home.contains(".."));
        return own ? home : "/home/" + name;
    }

    private static boolean number(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
