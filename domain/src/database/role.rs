use sqlx::{Executor as _, PgConnection};

/// Name of the role that the application works as. The owner of the schema could change anything; this role cannot
/// update or delete events.
pub const ROLE: &str = "beauty_crm_app";

const MAKE: &str = "
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'beauty_crm_app') THEN
            CREATE ROLE beauty_crm_app NOLOGIN;
        END IF;
        EXECUTE format('GRANT beauty_crm_app TO %I', current_user);
    END $$;
    GRANT USAGE ON SCHEMA public TO beauty_crm_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO beauty_crm_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO beauty_crm_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON events FROM beauty_crm_app";

/// Creates the role and grants it what the application needs; on events only SELECT and INSERT. Returns `false` where
/// the database does not permit creating roles: then only triggers protect the events.
pub(super) async fn make_role(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    match db.execute(MAKE).await {
        Ok(_) => Ok(true),
        Err(error) if is_refused(&error) => {
            tracing::warn!(%error, "no role of its own for the application: it works as who made the schema");
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// SQLSTATE 42501: insufficient privilege.
fn is_refused(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).as_deref() == Some("42501")
}
