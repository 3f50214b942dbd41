use super::Problem;
use crate::{
    config::{Config, Demo},
    database::{self, Database, DatabaseRole},
    logging::{print, print_error},
};
use clap::Args;
use domain::{
    Error,
    auth::{self, Login, PASSWORD_CHARS},
    staff::Role,
};
use std::io::BufRead as _;

/// Arguments of `user add`.
#[derive(Args, Debug)]
pub struct NewUser {
    /// Name for signing in
    #[arg(long)]
    login: String,
    /// Displayed name
    #[arg(long)]
    name: String,
    /// director, admin, manager, sales, marketer, accountant or master
    #[arg(long, value_parser = role)]
    role: Role,
}

fn role(code: &str) -> Result<Role, String> {
    let known = Role::ALL.map(Role::code).join(", ");
    Role::from_code(code).ok_or(format!("the roles are {known}"))
}

pub async fn migrate(config: Config) -> Result<(), Problem> {
    with_database(config, async |_| Ok(())).await?;
    print("the schema is up to date");
    Ok(())
}

pub async fn fill_demo(config: Config, size: Demo) -> Result<(), Problem> {
    if config.is_production() {
        return Err(Problem::Usage("demo data are refused in production".into()));
    }
    with_database(config, async |database| {
        database::demo::fill_empty(&database.pool, size).await.map_err(database::Problem::from)?;
        let bookings: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings")
            .fetch_one(&database.pool)
            .await
            .map_err(database::Problem::from)?;
        print(format_args!("the database has {bookings} bookings"));
        Ok(())
    })
    .await
}

pub async fn add_user(config: Config, user: NewUser) -> Result<(), Problem> {
    print_error("password:");
    let login = Login::of(&user.login);
    if login.as_str().is_empty() {
        return Err(Problem::Usage("the login is empty".into()));
    }
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    if let Err(error) = auth::check_new_password("password", &password, &[login.as_str(), &user.name]).await {
        let (least, most) = (PASSWORD_CHARS.start(), PASSWORD_CHARS.end());
        let rule = format!("a password has {least} to {most} characters and is not among the first that are guessed");
        return Err(if let Error::Invalid(_) = error { Problem::Usage(rule) } else { error.into() });
    }
    with_database(config, async |database| {
        let password_hash = &auth::hash_password(password).await?;
        let new = auth::NewUser { login: &login, name: user.name.trim(), role: user.role, password_hash };
        match auth::add_user(&database.pool, new).await? {
            Some(id) => print(format_args!("added as number {id}")),
            None => return Err(Problem::Usage(format!("{} is taken", login.as_str()))),
        }
        Ok(())
    })
    .await
}

/// Prepares the database, calls `work`, and stops the database if it is private.
async fn with_database(
    config: Config,
    work: impl AsyncFnOnce(&Database) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let database = Database::disconnected(&config);
    let private = database.prepare(&config, DatabaseRole::Owner).await?;
    let outcome = work(&database).await;
    database.pool.close().await;
    if let Some(private) = private {
        private.stop(database::STOP_TIMEOUT).await;
    }
    outcome
}
