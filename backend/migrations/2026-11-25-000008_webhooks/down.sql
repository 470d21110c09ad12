DROP TABLE webhook_attempts;
DROP TABLE webhook_deliveries;
DROP TABLE webhooks;
DELETE FROM jobs WHERE kind IN ('webhook', 'webhook_retention');
DELETE FROM schedules WHERE name = 'webhook_retention';
