DROP INDEX jobs_dead_dedup_key;
DROP TABLE document_texts;
DROP TABLE previews;
DROP INDEX documents_unfinished;
ALTER TABLE documents DROP COLUMN text, DROP COLUMN preview;
