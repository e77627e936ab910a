package dev.taowa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problems as JSON, each with the status that fits. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final String API_FIX = "GET /api/v1/openapi describes what it takes";

    @ServerExceptionMapper
    Response problem(ProblemException thrown) {
        return response(thrown.problem());
    }

    /** What the framework refuses: addresses, methods and bodies that the API does not know. */
    @ServerExceptionMapper
    Response refused(WebApplicationException thrown) {
        var status = thrown.getResponse().getStatus();
        if (status >= SERVER_ERROR) {
            return bug(thrown);
        }
        var cause = thrown.getCause();
        var what = cause instanceof JsonProcessingException json
                ? unreadable(json)
                : "the server refuses the request: " + thrown.getMessage();
        return response(status, new Problem(ProblemCode.BAD_ARGUMENT, what, API_FIX));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException thrown) {
        return response(BAD_REQUEST, new Problem(ProblemCode.BAD_ARGUMENT, unreadable(thrown), API_FIX));
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException thrown) {
        return json(thrown);
    }

    @ServerExceptionMapper
    Response bug(Throwable thrown) {
        var full = Outcomes.diskFull(thrown, "the server's database");
        if (full.isPresent()) {
            return response(full.get());
        }
        LOG.error("a request failed by a mistake of ours", thrown);
        return response(new Problem(
                ProblemCode.BUG,
                "the server made a mistake: " + thrown,
                "server.log in the state folder has the details; please report them"));
    }

    private static String unreadable(JsonProcessingException thrown) {
        var at = thrown.getLocation();
        var where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        var message = thrown.getOriginalMessage().lines().findFirst().orElse("");
        return "the body of the request is not what is expected%s: %s".formatted(where, message);
    }

    static Response response(Problem problem) {
        return response(status(problem.code()), problem);
    }

    private static Response response(int status, Problem problem) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(problem)
                .build();
    }

    static int status(ProblemCode code) {
        return switch (code) {
            case WORKSPACE_NOT_FOUND, HOST_UNKNOWN -> 404;
            case WORKSPACE_BUSY, NAME_TAKEN, WORKSPACE_NOT_RUNNING -> 409;
            case BUG -> 500;
            default -> code.fault() == ProblemCode.Fault.HOST ? 503 : 400;
        };
    }
}
