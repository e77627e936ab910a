package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problems as JSON, each with the status that fits. */
final class ProblemMapper {

    @ServerExceptionMapper
    Response problem(ProblemException thrown) {
        return response(thrown.problem());
    }

    static Response response(Problem problem) {
        return Response.status(status(problem.code()))
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
