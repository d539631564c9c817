CREATE TABLE public.kilns (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  site text,
  CONSTRAINT kilns_name_key UNIQUE (name)
);
CREATE TABLE firings (id uuid, kiln_id uuid REFERENCES kilns (id), heat int, note text);
CREATE INDEX firings_by_heat ON firings (heat);
CREATE INDEX firings_by_kiln ON firings (kiln_id);
CREATE TABLE old_logs (id int);
CREATE TABLE sensors (id int);
