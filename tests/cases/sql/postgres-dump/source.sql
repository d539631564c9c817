--
-- PostgreSQL database dump; it's old
--

\restrict abc'def

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  CREATE TABLE in_a_function (id int);
  NEW.x := 'it''s; fine';
END $$;

CREATE TYPE public.mood AS ENUM ('sad', 'ok');

--
-- Name: orders; Type: TABLE; Schema: public; Owner: admin
--

CREATE TABLE public.orders (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    customer_id bigint NOT NULL, -- the buyer's; account
    mood public.mood DEFAULT 'ok'::public.mood,
    note text DEFAULT 'C:\'::text,
    payload jsonb,
    total numeric(10,2),
    email character varying(20) COLLATE "C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_total_check CHECK ((total > (0)::numeric))
)
WITH (fillfactor='70');

ALTER TABLE public.orders OWNER TO admin;

COMMENT ON TABLE public.orders IS 'What people buy; it''s all
here | there';
COMMENT ON COLUMN public.orders.id IS 'made by the database';
COMMENT ON COLUMN public.orders.gone IS 'no such column';
COMMENT ON COLUMN public.gone.id IS 'no such table';
COMMENT ON TABLE public.gone IS 'no such table';
COMMENT ON SCHEMA public IS 'the default';

CREATE TABLE billing.payers (
    id serial PRIMARY KEY,
    owner_id int REFERENCES public.orders,
    code text UNIQUE
);

COPY public.orders (id, note) FROM stdin;
1	it's; CREATE TABLE in_the_data (x int);
\.

CREATE TABLE public.firings (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE public.firings_2026 PARTITION OF public.firings
    FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE public.firings_2027 (id int, at date);
ALTER TABLE ONLY public.firings
    ATTACH PARTITION public.firings_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_email_key UNIQUE (email, id);
ALTER TABLE ONLY public.gone
    ADD CONSTRAINT gone_pkey PRIMARY KEY (id);

CREATE INDEX ix ON public.orders USING btree (lower((email)::text), created_at DESC)
    WHERE (note IS NULL);
CREATE UNIQUE INDEX ux ON public.orders USING btree (total);
CREATE INDEX gone ON public.gone USING btree (id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES billing.payers(id) ON DELETE CASCADE;
