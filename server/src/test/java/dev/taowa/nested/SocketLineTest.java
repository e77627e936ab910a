package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.endpoint.ListeningPort;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SocketLineTest {

    @Test
    void readsAddressPortNameAndPid() {
        assertThat(SocketLine.parse(
                        "LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:((\"sshd\",pid=812,fd=3))"))
                .contains(new ListeningPort(22, "0.0.0.0", "sshd", 812));
        assertThat(SocketLine.parse("LISTEN 0 511 [::1]:3000 [::]:* users:((\"node\",pid=99,fd=21)) "))
                .contains(new ListeningPort(3000, "::1", "node", 99));
        assertThat(SocketLine.parse("LISTEN 0 511 *:8080 *:* users:((\"nginx\",pid=12,fd=6),(\"nginx\",pid=11,fd=6))"))
                .contains(new ListeningPort(8080, "*", "nginx", 11));
        assertThat(SocketLine.parse("LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:*"))
                .contains(new ListeningPort(53, "127.0.0.53", "", 0));
    }

    @Test
    void namesThatMimicTheFormatCannotChangeThePid() {
        assertThat(SocketLine.parse("LISTEN 0 5 *:80 *:* users:((\"a\",pid=1,fd=3))\",pid=77,fd=4))"))
                .hasValueSatisfying(found -> assertThat(found.pid()).isEqualTo(77));
        assertThat(SocketLine.parse("LISTEN 0 5 *:80 *:* users:((\"x\u001b[2J\",pid=77,fd=4))"))
                .hasValueSatisfying(found -> assertThat(found.process()).isEqualTo("x?[2J"));
    }

    @Test
    void aNameMayEndInABracket() {
        assertThat(SocketLine.parse("LISTEN 0 5 *:80 *:* users:((\"a(\",pid=77,fd=4))"))
                .contains(new ListeningPort(80, "*", "a(", 77));
        assertThat(SocketLine.parse("LISTEN 0 5 *:80 *:* users:((\"(\",pid=77,fd=4))"))
                .contains(new ListeningPort(80, "*", "(", 77));
        assertThat(SocketLine.parse("LISTEN 0 5 *:80 *:* users:((\"\",pid=77,fd=4))"))
                .contains(new ListeningPort(80, "*", "", 77));
    }

    @Test
    void anythingElseIsNoSocket() {
        assertThat(SocketLine.parse("")).isEmpty();
        assertThat(SocketLine.parse("bash: ss: command not found")).isEmpty();
        assertThat(SocketLine.parse("LISTEN 0 5 *:99999 *:*")).isEmpty();
        assertThat(SocketLine.parse("LISTEN 0 5 *:0 *:*")).isEmpty();
    }

    @Property
    void anyNameSurvives(@ForAll String name) {
        var found = SocketLine.parse("LISTEN 0 5 127.0.0.1:80 0.0.0.0:* users:((\"" + name + "\",pid=77,fd=4))");

        found.ifPresent(each -> {
            assertThat(each.port()).isEqualTo(80);
            assertThat(each.pid()).isEqualTo(77);
            assertThat(each.process()).hasSizeLessThanOrEqualTo(15);
        });
    }
}
