// The tables as the migrations make them, in the words of `diesel print-schema`. A test compares.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;
}

diesel::table! {
    damaged_documents (document_id) {
        document_id -> Uuid,
        damage -> Text,
        found_at -> Timestamptz,
    }
}

diesel::table! {
    deployments (id) {
        id -> Uuid,
        digest -> Text,
        commit -> Text,
        committed_at -> Timestamptz,
        actor -> Text,
        migrations -> Int4,
        verdict -> Nullable<Text>,
        reason -> Nullable<Text>,
        started_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    document_texts (document_id) {
        document_id -> Uuid,
        name_words -> Tsvector,
        text -> Nullable<Text>,
        text_words -> Tsvector,
        words -> Tsvector,
    }
}

diesel::table! {
    activity (id) {
        id -> Uuid,
        project_id -> Uuid,
        actor_id -> Nullable<Uuid>,
        action -> Text,
        subject_id -> Nullable<Uuid>,
        subject_name -> Nullable<Text>,
        details -> Jsonb,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    documents (id) {
        id -> Uuid,
        project_id -> Uuid,
        name -> Text,
        sort_name -> Text,
        size -> Int8,
        media_type -> Text,
        sha256 -> Bytea,
        thumbnail -> Text,
        uploaded_by -> Uuid,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        deleted_at -> Nullable<Timestamptz>,
        preview -> Text,
        text -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Int8,
        event -> Text,
        project_id -> Nullable<Uuid>,
        user_id -> Nullable<Uuid>,
        data -> Jsonb,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Uuid,
        key -> Text,
        lease -> Uuid,
        leased_until -> Timestamptz,
        fingerprint -> Nullable<Bytea>,
        status -> Nullable<Int2>,
        location -> Nullable<Text>,
        body -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    installation (is_only) {
        is_only -> Bool,
        id -> Uuid,
        environment -> Text,
        stamped_at -> Timestamptz,
    }
}

diesel::table! {
    integrity_checks (is_only) {
        is_only -> Bool,
        up_to -> Nullable<Uuid>,
        documents -> Int4,
        bytes -> Int8,
        checked_at -> Timestamptz,
    }
}

diesel::table! {
    jobs (id) {
        id -> Uuid,
        kind -> Text,
        payload -> Jsonb,
        state -> Text,
        priority -> Int2,
        run_at -> Timestamptz,
        attempts -> Int4,
        max_attempts -> Int4,
        dedup_key -> Nullable<Text>,
        user_id -> Nullable<Uuid>,
        project_id -> Nullable<Uuid>,
        lease -> Nullable<Uuid>,
        leased_until -> Nullable<Timestamptz>,
        worker_id -> Nullable<Uuid>,
        progress -> Int2,
        cancel_requested -> Bool,
        error -> Nullable<Text>,
        cause -> Nullable<Text>,
        result_object -> Nullable<Uuid>,
        result_name -> Nullable<Text>,
        result_media_type -> Nullable<Text>,
        result_size -> Nullable<Int8>,
        result_sha256 -> Nullable<Bytea>,
        result_expires_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        started_at -> Nullable<Timestamptz>,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    memberships (project_id, user_id) {
        project_id -> Uuid,
        user_id -> Uuid,
        role -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    multipart_uploads (id) {
        id -> Uuid,
        object_key -> Text,
        upload_id -> Nullable<Text>,
        started_at -> Timestamptz,
    }
}

diesel::table! {
    one_time_links (id) {
        id -> Uuid,
        user_id -> Uuid,
        purpose -> Text,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    previews (document_id) {
        document_id -> Uuid,
        object -> Uuid,
        media_type -> Text,
        size -> Int8,
        sha256 -> Bytea,
        width -> Int4,
        height -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    projects (id) {
        id -> Uuid,
        name -> Text,
        description -> Text,
        document_count -> Int8,
        total_bytes -> Int8,
        stored_bytes -> Int8,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        deleted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    schedules (name) {
        name -> Text,
        next_run_at -> Timestamptz,
        last_slot -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        user_id -> Uuid,
        key_hash -> Nullable<Bytea>,
        old_key_hash -> Nullable<Bytea>,
        old_key_until -> Nullable<Timestamptz>,
        renew_key -> Bool,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    thumbnails (document_id) {
        document_id -> Uuid,
        object -> Uuid,
        media_type -> Text,
        size -> Int8,
        sha256 -> Bytea,
        width -> Int4,
        height -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        deactivated_at -> Nullable<Timestamptz>,
        email_verified_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    webhook_attempts (id) {
        id -> Int8,
        delivery_id -> Uuid,
        ended_at -> Timestamptz,
        duration_ms -> Int4,
        status -> Nullable<Int2>,
        error -> Nullable<Text>,
        response -> Text,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> Uuid,
        webhook_id -> Uuid,
        message_id -> Uuid,
        event -> Text,
        body -> Text,
        state -> Text,
        job_id -> Uuid,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Uuid,
        project_id -> Uuid,
        url -> Text,
        events -> Array<Nullable<Text>>,
        secret -> Bytea,
        old_secret -> Nullable<Bytea>,
        old_secret_until -> Nullable<Timestamptz>,
        active -> Bool,
        switched_off -> Nullable<Text>,
        failing_since -> Nullable<Timestamptz>,
        resting_until -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    workers (id) {
        id -> Uuid,
        host -> Text,
        pid -> Int4,
        kinds -> Array<Nullable<Text>>,
        concurrency -> Int4,
        running -> Int4,
        started_at -> Timestamptz,
        heartbeat_at -> Timestamptz,
    }
}

diesel::joinable!(activity -> projects (project_id));
diesel::joinable!(activity -> users (actor_id));
diesel::joinable!(damaged_documents -> documents (document_id));
diesel::joinable!(document_texts -> documents (document_id));
diesel::joinable!(documents -> projects (project_id));
diesel::joinable!(documents -> users (uploaded_by));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(jobs -> projects (project_id));
diesel::joinable!(jobs -> users (user_id));
diesel::joinable!(memberships -> projects (project_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(one_time_links -> users (user_id));
diesel::joinable!(previews -> documents (document_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(thumbnails -> documents (document_id));
diesel::joinable!(webhook_attempts -> webhook_deliveries (delivery_id));
diesel::joinable!(webhook_deliveries -> webhooks (webhook_id));
diesel::joinable!(webhooks -> projects (project_id));

diesel::allow_tables_to_appear_in_same_query!(
    activity,
    damaged_documents,
    deployments,
    document_texts,
    documents,
    events,
    idempotency_keys,
    installation,
    integrity_checks,
    jobs,
    memberships,
    multipart_uploads,
    one_time_links,
    previews,
    projects,
    schedules,
    sessions,
    thumbnails,
    users,
    webhook_attempts,
    webhook_deliveries,
    webhooks,
    workers,
);
