package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.LoginUser;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginUserChoiceTest {

    private static final String ROOT = "root:x:0:0:root:/root:/bin/bash\n";
    private static final String SYSTEM = ROOT + "www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\n";
    private static final String NODE = SYSTEM + "node:x:1000:1000::/home/node:/bin/bash\n";

    @Test
    void devIsMadeInAnImageWithoutUsers() {
        assertThat(new LoginUserChoice(SYSTEM).choose(Optional.empty(), "")).isEqualTo(LoginUser.DEV);
        assertThat(new LoginUserChoice(SYSTEM).choose(Optional.empty(), "root")).isEqualTo(LoginUser.DEV);
        assertThat(new LoginUserChoice("").choose(Optional.empty(), "0:0")).isEqualTo(LoginUser.DEV);
    }

    @Test
    void theOrdinaryUserOfTheImageIsChosen() {
        var node = new LoginUser("node", 1000, 1000, "/home/node");

        assertThat(new LoginUserChoice(NODE).choose(Optional.empty(), "")).isEqualTo(node);
        assertThat(new LoginUserChoice(NODE).choose(Optional.empty(), "1000:1000"))
                .isEqualTo(node);
        assertThat(new LoginUserChoice(NODE).choose(Optional.of("node"), "root"))
                .isEqualTo(node);
    }

    @Test
    void whatTheDefinitionAsksForComesFirst() {
        assertThat(new LoginUserChoice(NODE).choose(Optional.of("root"), "node"))
                .isEqualTo(new LoginUser("root", 0, 0, "/root"));
        assertThat(new LoginUserChoice(NODE).choose(Optional.of("vscode"), "node"))
                .isEqualTo(new LoginUser("vscode", 1001, 1001, "/home/vscode"));
        assertThat(new LoginUserChoice(NODE).choose(Optional.of("www-data"), ""))
                .isEqualTo(new LoginUser("www-data", 33, 33, "/home/www-data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "$(id)", "a\nALL ALL=(ALL) NOPASSWD: ALL", "../x", "-x", "12345"})
    void hostileNamesAreNotMade(String name) {
        assertThatThrownBy(() -> new LoginUserChoice(NODE).choose(Optional.of(name), ""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DEFINITION_INVALID));
    }

    @Test
    void hostileLinesOfPasswdAreNoUsers() {
        var passwd = "x y:x:1000:1000::/home/x:/bin/sh\n:x:1000:1000:::\nz:x:99999999999:1::/:/bin/sh\nshort:x\n";

        assertThat(new LoginUserChoice(passwd).choose(Optional.empty(), "x y")).isEqualTo(LoginUser.DEV);
    }
}
