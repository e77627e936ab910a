-- Instants are ISO-8601 text in UTC: both databases order and compare them the same way.
CREATE TABLE wish (
    id         VARCHAR(12)  PRIMARY KEY,
    name       VARCHAR(40)  NOT NULL UNIQUE,
    source     TEXT         NOT NULL,
    request    TEXT         NOT NULL,
    ports      TEXT         NOT NULL,
    created_at VARCHAR(40)  NOT NULL
);

CREATE TABLE operation (
    id           VARCHAR(32) PRIMARY KEY,
    workspace_id VARCHAR(12) NOT NULL,
    kind         VARCHAR(16) NOT NULL,
    started_at   VARCHAR(40) NOT NULL,
    ended_at     VARCHAR(40),
    code         VARCHAR(40),
    what         TEXT,
    fix          TEXT,
    phases       TEXT        NOT NULL
);

CREATE INDEX operation_of_workspace ON operation (workspace_id, started_at);
