-- The database of the coaching platform, as PostgreSQL has it.

CREATE TABLE coaches (
    id uuid PRIMARY KEY,
    user_id uuid,
    display_name text,
    handle text,
    time_zone text,
    country_code text,
    deactivated_at timestamptz,
    created_at timestamptz,
    UNIQUE (user_id),
    UNIQUE (handle)
);

CREATE TABLE plans (
    id uuid PRIMARY KEY,
    code text,
    seat_limit integer,
    price_minor bigint,
    currency text,
    billing_interval text,
    stripe_price_id text,
    retired_at timestamptz
);
CREATE UNIQUE INDEX ON plans (code, currency, billing_interval) WHERE retired_at IS NULL;

CREATE TABLE subscriptions (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    plan_id uuid REFERENCES plans (id),
    status text,
    seat_limit integer,
    current_period_end timestamptz,
    cancel_at timestamptz,
    grace_until timestamptz,
    pending_plan_id uuid REFERENCES plans (id),
    stripe_customer_id text,
    stripe_subscription_id text,
    version integer,
    UNIQUE (coach_id),
    UNIQUE (stripe_subscription_id)
);
CREATE INDEX ON subscriptions (grace_until) WHERE status = 'past_due';

CREATE TABLE invoices (
    id uuid PRIMARY KEY,
    subscription_id uuid REFERENCES subscriptions (id),
    stripe_invoice_id text,
    number integer,
    amount_minor bigint,
    currency text,
    status text,
    issued_at timestamptz,
    paid_at timestamptz,
    pdf_key text,
    UNIQUE (stripe_invoice_id)
);

CREATE TABLE seat_days (
    coach_id uuid REFERENCES coaches (id),
    day date,
    peak_seats integer,
    seat_limit integer,
    PRIMARY KEY (coach_id, day)
);

CREATE TABLE stripe_events (
    id text PRIMARY KEY,
    type text,
    api_version text,
    payload jsonb,
    received_at timestamptz,
    processed_at timestamptz,
    attempts integer,
    last_error text
);
CREATE INDEX ON stripe_events (received_at) WHERE processed_at IS NULL;

CREATE TABLE clients (
    id uuid PRIMARY KEY,
    user_id uuid,
    display_name text,
    date_of_birth date,
    height_cm numeric,
    unit_system text,
    time_zone text,
    locale text,
    onboarded_at timestamptz,
    erased_at timestamptz,
    version integer,
    created_at timestamptz,
    updated_at timestamptz,
    UNIQUE (user_id)
);

CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    email citext,
    note text,
    status text,
    token_version integer,
    delivery_state text,
    sent_count integer,
    last_sent_at timestamptz,
    expires_at timestamptz,
    accepted_by_user_id uuid,
    created_at timestamptz
);
CREATE UNIQUE INDEX ON invitations (coach_id, email) WHERE status = 'pending';

CREATE TABLE coach_client_relationships (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    client_id uuid REFERENCES clients (id),
    invitation_id uuid REFERENCES invitations (id),
    status text,
    started_at timestamptz,
    paused_at timestamptz,
    paused_until timestamptz,
    ended_at timestamptz,
    ended_by uuid,
    end_reason text,
    version integer
);
CREATE UNIQUE INDEX ON coach_client_relationships (coach_id, client_id) WHERE status <> 'ended';
CREATE INDEX ON coach_client_relationships (client_id, status);

CREATE TABLE appointments (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    client_id uuid REFERENCES clients (id),
    relationship_id uuid REFERENCES coach_client_relationships (id),
    starts_at timestamptz,
    ends_at timestamptz,
    time_zone text,
    place text,
    status text,
    booked_by uuid,
    version integer,
    EXCLUDE USING gist (coach_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (status = 'booked')
);

CREATE TABLE availability_windows (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    weekday smallint,
    local_from time,
    local_to time,
    valid_on date,
    kind text
);

CREATE TABLE calendar_connections (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    provider text,
    external_calendar_id text,
    refresh_token bytea,
    sync_token text,
    state text,
    UNIQUE (coach_id, provider)
);

CREATE TABLE calendar_busy_blocks (
    connection_id uuid REFERENCES calendar_connections (id),
    starts_at timestamptz,
    ends_at timestamptz,
    external_id text
);

CREATE TABLE calendar_entries (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    client_id uuid REFERENCES clients (id),
    source_type text,
    source_id uuid,
    on_date text,
    starts_at timestamptz,
    ends_at timestamptz,
    title text,
    status text,
    UNIQUE (source_type, source_id)
);
CREATE INDEX ON calendar_entries (client_id, on_date);
CREATE INDEX ON calendar_entries (coach_id, on_date);

CREATE TABLE check_in_forms (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    name text,
    fields jsonb,
    version integer,
    is_default boolean,
    archived_at timestamptz
);
CREATE UNIQUE INDEX ON check_in_forms (coach_id) WHERE is_default;

CREATE TABLE check_in_schedules (
    id uuid PRIMARY KEY,
    relationship_id uuid REFERENCES coach_client_relationships (id),
    form_id uuid REFERENCES check_in_forms (id),
    cadence text,
    weekday smallint,
    local_time time,
    next_due_at timestamptz,
    active boolean,
    UNIQUE (relationship_id)
);
CREATE INDEX ON check_in_schedules (next_due_at) WHERE active;

CREATE TABLE check_ins (
    id uuid PRIMARY KEY,
    schedule_id uuid REFERENCES check_in_schedules (id),
    relationship_id uuid REFERENCES coach_client_relationships (id),
    client_id uuid REFERENCES clients (id),
    fields jsonb,
    status text,
    due_at timestamptz,
    closes_at timestamptz,
    submitted_at timestamptz,
    late boolean,
    reviewed_at timestamptz,
    reviewed_by uuid,
    review_note text,
    version integer,
    UNIQUE (schedule_id, due_at)
);
CREATE INDEX ON check_ins (relationship_id, status, due_at);

CREATE TABLE body_metrics (
    id uuid PRIMARY KEY,
    client_id uuid REFERENCES clients (id),
    metric text,
    value numeric,
    measured_on date,
    source text,
    check_in_id uuid REFERENCES check_ins (id),
    UNIQUE (client_id, metric, measured_on)
);

CREATE TABLE check_in_answers (
    check_in_id uuid REFERENCES check_ins (id),
    field_key text,
    value jsonb,
    answered_at timestamptz,
    PRIMARY KEY (check_in_id, field_key)
);

CREATE TABLE media_uploads (
    id uuid,
    owner_user_id uuid,
    purpose text,
    content_type text,
    byte_size bigint,
    storage_key text,
    scan_state text,
    message_id uuid,
    position smallint,
    completed_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (storage_key),
    UNIQUE (message_id, position)
);

CREATE TABLE progress_photos (
    check_in_id uuid REFERENCES check_ins (id),
    upload_id uuid REFERENCES media_uploads (id),
    pose text,
    taken_at timestamptz,
    deleted_at timestamptz,
    UNIQUE (upload_id)
);

CREATE TABLE client_consents (
    id uuid PRIMARY KEY,
    client_id uuid REFERENCES clients (id),
    kind text,
    document_version text,
    action text,
    recorded_at timestamptz,
    ip_hash bytea
);
CREATE INDEX ON client_consents (client_id, kind, recorded_at);

CREATE TABLE questionnaires (
    id uuid PRIMARY KEY,
    coach_id uuid REFERENCES coaches (id),
    name text,
    auto_accept boolean,
    is_default boolean,
    current_version_id uuid,
    archived_at timestamptz
);
CREATE UNIQUE INDEX ON questionnaires (coach_id) WHERE is_default;

CREATE TABLE questionnaire_versions (
    id uuid PRIMARY KEY,
    questionnaire_id uuid REFERENCES questionnaires (id),
    number integer,
    questions jsonb,
    published_at timestamptz,
    UNIQUE (questionnaire_id, number)
);

CREATE TABLE onboarding_runs (
    id uuid PRIMARY KEY,
    relationship_id uuid REFERENCES coach_client_relationships (id),
    client_id uuid REFERENCES clients (id),
    questionnaire_version_id uuid REFERENCES questionnaire_versions (id),
    state text,
    current_step integer,
    submitted_at timestamptz,
    accepted_at timestamptz,
    last_activity_at timestamptz,
    version integer,
    UNIQUE (relationship_id)
);
CREATE INDEX ON onboarding_runs (state, last_activity_at);

CREATE TABLE intake_answers (
    run_id uuid REFERENCES onboarding_runs (id),
    question_key text,
    value jsonb,
    flagged boolean,
    answered_at timestamptz,
    PRIMARY KEY (run_id, question_key)
);

CREATE TABLE relationship_transitions (
    id uuid PRIMARY KEY,
    relationship_id uuid REFERENCES coach_client_relationships (id),
    from_status text,
    to_status text,
    actor_user_id uuid,
    reason text,
    occurred_at timestamptz
);
CREATE INDEX ON relationship_transitions (relationship_id, occurred_at);

CREATE TABLE conversations (
    id uuid,
    relationship_id uuid REFERENCES coach_client_relationships (id),
    coach_id uuid REFERENCES coaches (id),
    client_id uuid REFERENCES clients (id),
    state text,
    last_seq bigint,
    last_message_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (relationship_id)
);
CREATE INDEX ON conversations (coach_id, last_message_at DESC);

CREATE TABLE conversation_reads (
    conversation_id uuid REFERENCES conversations (id),
    user_id uuid,
    last_read_seq bigint,
    muted_until timestamptz,
    PRIMARY KEY (conversation_id, user_id)
);

CREATE TABLE messages (
    id uuid,
    conversation_id uuid REFERENCES conversations (id),
    seq bigint,
    sender_user_id uuid,
    kind text,
    body text,
    client_message_id uuid,
    ref_type text,
    ref_id uuid,
    edited_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX ON messages (conversation_id, seq);
CREATE INDEX ON messages (conversation_id, client_message_id);

CREATE TABLE devices (
    id uuid PRIMARY KEY,
    user_id uuid,
    installation_id text,
    app text,
    platform text,
    push_token bytea,
    app_version text,
    last_seen_at timestamptz,
    revoked_at timestamptz,
    revoke_reason text,
    UNIQUE (user_id, installation_id)
);
CREATE UNIQUE INDEX ON devices (push_token) WHERE revoked_at IS NULL;

CREATE TABLE email_suppressions (
    email_hash bytea,
    reason text,
    created_at timestamptz,
    PRIMARY KEY (email_hash)
);

CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    event_id uuid,
    user_id uuid,
    topic text,
    source_event text,
    source_id uuid,
    title text,
    body text,
    deep_link text,
    read_at timestamptz,
    created_at timestamptz,
    UNIQUE NULLS NOT DISTINCT (event_id, user_id)
);
CREATE INDEX ON notifications (user_id, created_at);

CREATE TABLE notification_deliveries (
    id uuid PRIMARY KEY,
    notification_id uuid REFERENCES notifications (id),
    channel text,
    device_id uuid REFERENCES devices (id),
    state text,
    attempts integer,
    next_attempt_at timestamptz,
    provider_message_id text,
    last_error text
);
CREATE INDEX ON notification_deliveries (next_attempt_at) WHERE state = 'waiting';

CREATE TABLE notification_preferences (
    user_id uuid,
    topic text,
    push boolean,
    email boolean,
    updated_at timestamptz,
    PRIMARY KEY (user_id, topic)
);

CREATE TABLE idempotency_keys (
    user_id uuid,
    key text,
    route text,
    request_hash bytea,
    response_status integer,
    response_body jsonb,
    locked_until timestamptz,
    expires_at timestamptz,
    PRIMARY KEY (user_id, key)
);

CREATE TABLE outbox_messages (
    id uuid,
    aggregate_type text,
    aggregate_id uuid,
    event_name text,
    payload jsonb,
    occurred_at timestamptz,
    published_at timestamptz,
    attempts integer,
    last_error text,
    PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX ON outbox_messages (id) WHERE published_at IS NULL;

CREATE TABLE processed_events (
    consumer text,
    event_id uuid,
    processed_at timestamptz,
    PRIMARY KEY (consumer, event_id)
);

CREATE TABLE sync_changes (
    user_id uuid,
    seq bigint,
    entity_type text,
    entity_id uuid,
    op text,
    version integer,
    event_id uuid,
    recorded_at timestamptz,
    PRIMARY KEY (user_id, seq, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE TABLE sync_cursors (
    device_id uuid REFERENCES devices (id),
    acked_seq bigint,
    protocol integer,
    updated_at timestamptz,
    PRIMARY KEY (device_id)
);

CREATE TABLE sync_mutations (
    mutation_id uuid,
    device_id uuid REFERENCES devices (id),
    user_id uuid,
    entity_type text,
    entity_id uuid,
    action text,
    status text,
    result jsonb,
    received_at timestamptz,
    PRIMARY KEY (mutation_id)
);

CREATE TABLE sync_snapshots (
    id uuid PRIMARY KEY,
    device_id uuid REFERENCES devices (id),
    state text,
    storage_key text,
    through_seq bigint,
    requested_at timestamptz,
    expires_at timestamptz
);
CREATE UNIQUE INDEX ON sync_snapshots (device_id) WHERE state = 'building';

CREATE TABLE exercises (
    id            uuid PRIMARY KEY,
    coach_id      uuid REFERENCES coaches (id),
    name          text NOT NULL,
    muscle_group  text NOT NULL,
    load_type     text NOT NULL CHECK (load_type IN ('weight', 'bodyweight', 'time', 'distance')),
    archived_at   timestamptz
);

CREATE TABLE programs (
    id                  uuid PRIMARY KEY,
    coach_id            uuid NOT NULL REFERENCES coaches (id),
    name                text NOT NULL,
    status              text NOT NULL DEFAULT 'draft',
    draft               jsonb NOT NULL DEFAULT '{}',
    draft_revision      integer NOT NULL DEFAULT 0,
    current_version_id  uuid,
    is_default          boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX programs_one_default ON programs (coach_id) WHERE is_default;

CREATE TABLE program_versions (
    id            uuid PRIMARY KEY,
    program_id    uuid NOT NULL REFERENCES programs (id),
    number        integer NOT NULL,
    weeks         smallint NOT NULL CHECK (weeks BETWEEN 1 AND 52),
    checksum      bytea NOT NULL,
    published_at  timestamptz NOT NULL,
    UNIQUE (program_id, number)
);

CREATE TABLE program_assignments (
    id                  uuid PRIMARY KEY,
    relationship_id     uuid NOT NULL REFERENCES coach_client_relationships (id),
    client_id           uuid NOT NULL REFERENCES clients (id),
    program_version_id  uuid NOT NULL REFERENCES program_versions (id),
    starts_on           date NOT NULL,
    status              text NOT NULL DEFAULT 'active',
    ended_reason        text,
    adherence_pct       smallint
);
CREATE UNIQUE INDEX one_active_assignment ON program_assignments (relationship_id) WHERE status = 'active';

CREATE TABLE program_workouts (
    id                  uuid PRIMARY KEY,
    program_version_id  uuid NOT NULL REFERENCES program_versions (id),
    week                smallint NOT NULL,
    day                 smallint NOT NULL CHECK (day BETWEEN 1 AND 7),
    position            smallint NOT NULL,
    name                text NOT NULL,
    blocks              jsonb NOT NULL,
    UNIQUE (program_version_id, week, day, position)
);

CREATE TABLE personal_records (
    id uuid PRIMARY KEY,
    client_id uuid REFERENCES clients (id),
    exercise_id uuid REFERENCES exercises (id),
    metric text,
    value numeric,
    session_set_id uuid,
    achieved_at timestamptz,
    UNIQUE (client_id, exercise_id, metric)
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    client_id uuid REFERENCES clients (id),
    relationship_id uuid REFERENCES coach_client_relationships (id),
    assignment_id uuid REFERENCES program_assignments (id),
    program_workout_id uuid REFERENCES program_workouts (id),
    title text,
    scheduled_on date,
    status text,
    started_at timestamptz,
    completed_at timestamptz,
    perceived_effort smallint,
    note text,
    version integer,
    created_at timestamptz,
    updated_at timestamptz
);
CREATE UNIQUE INDEX ON sessions (assignment_id, program_workout_id) WHERE status <> 'canceled';
CREATE INDEX ON sessions (client_id, scheduled_on);

CREATE TABLE session_sets (
    id uuid,
    session_id uuid REFERENCES sessions (id),
    exercise_id uuid REFERENCES exercises (id),
    block_index smallint,
    set_index smallint,
    target jsonb,
    reps smallint,
    load_kg numeric,
    duration_s integer,
    distance_m numeric,
    rpe numeric,
    logged_at timestamptz,
    device_id uuid REFERENCES devices (id),
    deleted_at timestamptz,
    PRIMARY KEY (id, session_id)
) PARTITION BY HASH (session_id);
CREATE UNIQUE INDEX ON session_sets (session_id, block_index, set_index) WHERE deleted_at IS NULL;

ALTER TABLE programs
    ADD CONSTRAINT programs_current_version_id_fkey
    FOREIGN KEY (current_version_id) REFERENCES program_versions (id);
