DROP TABLE multipart_uploads;
DROP TABLE documents;
DROP TABLE memberships;
DROP TABLE projects;
