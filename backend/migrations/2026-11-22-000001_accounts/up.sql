-- People. The address is stored in lower case: the same mailbox cannot register twice.
CREATE TABLE users (
    id             uuid PRIMARY KEY,
    email          text NOT NULL CONSTRAINT users_email_key UNIQUE,
    name           text NOT NULL,
    password_hash  text NOT NULL,
    role           text NOT NULL DEFAULT 'member' CHECK (role IN ('admin', 'member')),
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    deactivated_at timestamptz
);

-- One row per signed-in device. Only hashes of the cookie's key are kept. A renewed key leaves the
-- old one valid for some seconds, so that two tabs that refresh at once do not race.
CREATE TABLE sessions (
    id             uuid PRIMARY KEY,
    user_id        uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key_hash       bytea CONSTRAINT sessions_key_hash_key UNIQUE,
    old_key_hash   bytea,
    old_key_until  timestamptz,
    renew_key      boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now(),
    last_seen_at   timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL
);

CREATE INDEX sessions_user_id ON sessions (user_id);
CREATE INDEX sessions_old_key_hash ON sessions (old_key_hash) WHERE old_key_hash IS NOT NULL;
CREATE INDEX sessions_expires_at ON sessions (expires_at);
