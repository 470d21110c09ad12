-- Small pictures of documents, made by jobs. The object has an id of its own, because each attempt stores a
-- new one: the row knows the one that counts, the sweep removes the others.
CREATE TABLE thumbnails (
    document_id uuid PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    object      uuid NOT NULL UNIQUE,
    media_type  text NOT NULL,
    size        bigint NOT NULL CHECK (size > 0),
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    width       integer NOT NULL CHECK (width > 0),
    height      integer NOT NULL CHECK (height > 0),
    created_at  timestamptz NOT NULL DEFAULT now()
);
