-- What of a document is made and what is still to come. What was there before is pending: a job looks for
-- documents that lack something, and queues what makes it.
ALTER TABLE documents
    ADD COLUMN preview text NOT NULL DEFAULT 'pending' CHECK (preview IN ('pending', 'ready', 'none')),
    ADD COLUMN text    text NOT NULL DEFAULT 'pending' CHECK (text IN ('pending', 'ready', 'none'));

-- Older than the rule that an index on a table in use is built beside running work, and kept as it was applied.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX documents_unfinished ON documents (id)
    WHERE thumbnail = 'pending' OR preview = 'pending' OR text = 'pending';

-- Pictures for looking at, like thumbnails.
CREATE TABLE previews (
    document_id uuid PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    object      uuid NOT NULL UNIQUE,
    media_type  text NOT NULL,
    size        bigint NOT NULL CHECK (size > 0),
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    width       integer NOT NULL CHECK (width > 0),
    height      integer NOT NULL CHECK (height > 0),
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- What documents are found by. The words are cut and folded before they come here, so that every database
-- finds the same, whatever its locale and its extensions. `name_words` has the project too, as a word that
-- nobody can type: one index answers who may see it and what it says.
CREATE TABLE document_texts (
    document_id uuid PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    name_words  tsvector NOT NULL,
    text        text,
    text_words  tsvector NOT NULL DEFAULT '',
    words       tsvector NOT NULL GENERATED ALWAYS AS (name_words || text_words) STORED
);

-- Without a list of what is not sorted in yet, which every search would have to read through.
CREATE INDEX document_texts_words ON document_texts USING gin (words) WITH (fastupdate = off);

-- Whether a job died lately is asked by what it was for.
-- As above.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX jobs_dead_dedup_key ON jobs (dedup_key) WHERE state = 'dead';
