-- +goose Up
ALTER TABLE kilns RENAME COLUMN site TO place, ADD COLUMN size smallint;
ALTER TABLE kilns RENAME COLUMN site TO place;
ALTER TABLE kilns ADD COLUMN size smallint;
ALTER TABLE IF EXISTS ONLY public.kilns DROP CONSTRAINT IF EXISTS kilns_name_key;
ALTER TABLE firings RENAME heat TO peak;
ALTER TABLE firings DROP COLUMN "note", ALTER COLUMN kiln_id TYPE text;
ALTER TABLE firings RENAME TO burns;
DROP INDEX firings_by_kiln;
DROP TABLE old_logs;
DROP TABLE wasps;
DROP TABLE IF EXISTS wasps;
-- +goose Down
DROP TABLE kilns;
