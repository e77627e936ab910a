package dev.taowa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.WorkspaceView;
import dev.taowa.nested.NestedEngines;
import dev.taowa.problem.ProblemException;
import dev.taowa.up.Wish;
import dev.taowa.workspace.Workspace;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells whoever listens what the ports of a workspace are, at first and after each change, until it stops. */
final class PortNews {

    private static final Logger LOG = Logger.getLogger(PortNews.class);

    private final WorkspaceViews views;
    private final NestedEngines engines;
    private final ObjectMapper json;

    PortNews(WorkspaceViews views, NestedEngines engines, ObjectMapper json) {
        this.views = views;
        this.engines = engines;
        this.json = json;
    }

    void tell(Wish wish, Workspace workspace, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        var teller = Thread.ofVirtual().name("port-news").unstarted(() -> {
            try (var changes = engines.changes(workspace)) {
                var last = List.<WorkspaceView.Port>of();
                var isFirst = true;
                do {
                    var now = views.ports(wish, workspace);
                    if (isFirst || !now.equals(last)) {
                        emitter.emit(sse.newEventBuilder()
                                .data(String.class, text(now))
                                .build());
                    }
                    isFirst = false;
                    last = now;
                } while (changes.await());
            } catch (IOException | ProblemException e) {
                LOG.debugf(e, "the ports of %s are not told any more", wish.name());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            emitter.complete();
        });
        emitter.onTermination(teller::interrupt);
        teller.start();
    }

    private String text(List<WorkspaceView.Port> ports) {
        try {
            return json.writeValueAsString(ports);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
