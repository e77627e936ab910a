package dev.taowa.problem;

/** Permanent names of the problems a person may meet; scripts match on them, so none is ever renamed. */
public enum ProblemCode {
    BAD_ARGUMENT(Fault.INPUT),
    SOURCE_NOT_FOUND(Fault.INPUT),
    SOURCE_UNREACHABLE(Fault.INPUT),
    SOURCE_PRIVATE(Fault.INPUT),
    SOURCE_REFUSED(Fault.INPUT),
    BRANCH_NOT_FOUND(Fault.INPUT),
    DEFINITION_NOT_FOUND(Fault.INPUT),
    DEFINITION_AMBIGUOUS(Fault.INPUT),
    DEFINITION_MALFORMED(Fault.INPUT),
    DEFINITION_INVALID(Fault.INPUT),
    FEATURE_NOT_FOUND(Fault.INPUT),
    FEATURE_PRIVATE(Fault.INPUT),
    FEATURE_REFUSED(Fault.INPUT),
    FEATURE_UNREACHABLE(Fault.INPUT),
    LOCK_OUTDATED(Fault.INPUT),
    SECRETS_WANTED(Fault.INPUT),
    TEMPLATE_UNAVAILABLE(Fault.INPUT),
    REQUIREMENT_NOT_MET(Fault.HOST),
    IMAGE_NOT_FOUND(Fault.INPUT),
    IMAGE_NOT_SUPPORTED(Fault.INPUT),
    IMAGE_BUILD_FAILED(Fault.INPUT),
    NAME_ILLEGAL(Fault.INPUT),
    NAME_TAKEN(Fault.INPUT),
    WORKSPACE_NOT_FOUND(Fault.INPUT),
    WORKSPACE_NOT_RUNNING(Fault.INPUT),
    WORKSPACE_BUSY(Fault.INPUT),
    HOST_UNKNOWN(Fault.INPUT),
    HOST_UNFIT(Fault.HOST),
    PACKAGES_MISSING(Fault.HOST),
    PRIVILEGE_REFUSED(Fault.HOST),
    ENGINE_UNREACHABLE(Fault.HOST),
    ENGINE_FAILED(Fault.HOST),
    NO_SPACE(Fault.HOST),
    OUT_OF_MEMORY(Fault.HOST),
    PORT_TAKEN(Fault.HOST),
    WORKSPACE_EXITED(Fault.HOST),
    CLUSTER_REFUSED(Fault.INPUT),
    SERVICES_FAILED(Fault.INPUT),
    LIFECYCLE_FAILED(Fault.INPUT),
    TIMED_OUT(Fault.HOST),
    IDE_FAILED(Fault.HOST),
    SERVER_FAILED(Fault.HOST),
    CANCELLED(Fault.INPUT),
    BUG(Fault.OURS);

    /** Whose move it is; decides the exit status of the command. */
    public enum Fault {
        OURS(1),
        INPUT(2),
        HOST(3);

        private final int exitStatus;

        Fault(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        public int exitStatus() {
            return exitStatus;
        }
    }

    private final Fault fault;

    ProblemCode(Fault fault) {
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
