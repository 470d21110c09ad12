-- What was answered under an Idempotency-Key. A row without a status is in flight: it belongs to
-- whoever holds the lease, and to nobody once the lease has ended.
CREATE TABLE idempotency_keys (
    user_id      uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key          text NOT NULL,
    lease        uuid NOT NULL,
    leased_until timestamptz NOT NULL,
    fingerprint  bytea,
    status       smallint,
    location     text,
    body         jsonb,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
