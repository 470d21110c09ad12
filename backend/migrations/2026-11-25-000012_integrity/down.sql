DROP TABLE damaged_documents;
DROP TABLE integrity_checks;
DELETE FROM jobs WHERE kind = 'integrity';
DELETE FROM schedules WHERE name = 'integrity';
