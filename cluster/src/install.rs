//! Instructions for installing PostgreSQL on this machine, quoted in error messages.

use std::{env, path::Path};

/// How to install any suitable version, without a full stop.
pub(crate) fn instructions() -> String {
    match manager() {
        Some(Manager::Apt) => run("apt-get install postgresql"),
        Some(Manager::Dnf) => run("dnf install postgresql-server postgresql-contrib"),
        Some(Manager::Brew) => run("brew install postgresql@17"),
        None => "Install PostgreSQL 17 with its contrib modules".into(),
    }
}

/// How to install one major version, without a full stop. It may need PostgreSQL's own package repository.
pub(crate) fn instructions_for(major: u32) -> String {
    match manager() {
        Some(Manager::Apt) => run(&format!("apt-get install postgresql-{major}")),
        Some(Manager::Dnf) => run(&format!("dnf install postgresql{major}-server postgresql{major}-contrib")),
        Some(Manager::Brew) => run(&format!("brew install postgresql@{major}")),
        None => format!("Install PostgreSQL {major} with its contrib modules"),
    }
}

enum Manager {
    Apt,
    Dnf,
    Brew,
}

fn manager() -> Option<Manager> {
    if on_path("apt-get") {
        Some(Manager::Apt)
    } else if on_path("dnf") {
        Some(Manager::Dnf)
    } else if on_path("brew") || Path::new("/opt/homebrew/bin/brew").exists() {
        Some(Manager::Brew)
    } else {
        None
    }
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn run(command: &str) -> String {
    format!("Install it with `{command}`")
}
