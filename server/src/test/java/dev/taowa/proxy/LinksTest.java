package dev.taowa.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final WorkspaceId ID = WorkspaceId.random();
    private static final WorkspaceName NAME = new WorkspaceName("demo");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Links links = new Links(new byte[32], "taowa.localhost", () -> 7700, now::get);

    private static String token(String link) {
        return link.substring(link.indexOf(Links.TOKEN + "=") + Links.TOKEN.length() + 1);
    }

    @Test
    void tokenWorksOnceAndForItsPortAlone() {
        var link = links.port(NAME, ID, 3000);
        assertThat(link).startsWith("http://3000--demo.taowa.localhost:7700/?taowa-token=");
        var token = token(link);

        assertThat(links.spend(token, ID, 3001)).isEmpty();
        assertThat(links.spend(token, WorkspaceId.random(), 3000)).isEmpty();
        assertThat(links.spend(token, ID, 3000)).isPresent();
        assertThat(links.spend(token, ID, 3000)).isEmpty();
    }

    @Test
    void tokenOfLongAgoIsWorthNothing() {
        var token = token(links.port(NAME, ID, 3000));
        now.updateAndGet(before -> before.plus(Duration.ofHours(2)));

        assertThat(links.spend(token, ID, 3000)).isEmpty();
    }

    @Test
    void cookieFitsItsOriginAloneAndOutlivesTheServer() {
        var cookie = links.spend(token(links.port(NAME, ID, 3000)), ID, 3000).orElseThrow();
        var later = new Links(new byte[32], "taowa.localhost", () -> 7700, now::get);

        assertThat(later.isCookie(cookie, ID, 3000)).isTrue();
        assertThat(later.isCookie(cookie, ID, 3001)).isFalse();
        assertThat(later.isCookie(cookie, WorkspaceId.random(), 3000)).isFalse();
        assertThat(later.isCookie("", ID, 3000)).isFalse();
    }

    @Test
    void ideLinkOpensTheFolder() {
        assertThat(links.ide(NAME, ID, "/workspaces/a b"))
                .startsWith("http://ide--demo.taowa.localhost:7700/?folder=%2Fworkspaces%2Fa+b&taowa-token=");
    }
}
