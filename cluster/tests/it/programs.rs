use std::{fs, path::PathBuf, process::Command};

use cluster::{Cluster, Settings};

use crate::support::{Folder, persistent, refusal, set_mode};

/// A folder of programs that only print their version. Written by a shell: a file that this process has open for
/// writing cannot be executed while a child of another test has inherited the file descriptor.
fn fake_programs(folder: &Folder, version: &str) -> PathBuf {
    let bin = folder.root().join("bin");
    fs::create_dir(&bin).unwrap();
    let script = format!("printf '#!/bin/sh\\necho \"postgres (PostgreSQL) {version}\"\\n' | tee initdb > postgres");
    assert!(Command::new("sh").args(["-c", &script]).current_dir(&bin).status().unwrap().success());
    for name in ["initdb", "postgres"] {
        set_mode(&bin.join(name), 0o755);
    }
    set_mode(&bin, 0o755);
    bin
}

async fn refusal_with(folder: &Folder, binaries: PathBuf) -> String {
    refusal(Settings { binaries: Some(binaries), ..persistent(folder.data()) }).await
}

#[tokio::test]
async fn missing_program_folder_is_named_in_the_error() {
    let folder = Folder::new();
    let nowhere = folder.root().join("nowhere");
    let message = refusal_with(&folder, nowhere.clone()).await;
    assert!(message.contains(nowhere.to_str().unwrap()) && message.contains("Correct the setting"), "{message}");
}

#[tokio::test]
async fn unsupported_version_is_named_with_instructions() {
    let folder = Folder::new();
    let old = fake_programs(&folder, "12.22");
    let message = refusal_with(&folder, old).await;
    assert!(message.contains("Only PostgreSQL 12 was found") && message.contains("14 or newer"), "{message}");
    assert!(message.contains("Install"), "{message}");
}

#[tokio::test]
async fn missing_extension_is_named() {
    let folder = Folder::new();
    let bin = fake_programs(&folder, "17.2");
    let extensions = folder.root().join("share/extension");
    fs::create_dir_all(&extensions).unwrap();
    fs::write(extensions.join("plpgsql.control"), "").unwrap();
    fs::write(extensions.join("pg_trgm.control"), "").unwrap();
    let message = refusal_with(&folder, bin).await;
    assert!(message.contains("btree_gist is missing"), "{message}");
}

#[tokio::test]
async fn version_mismatch_names_both_versions_and_keeps_the_data() {
    let folder = Folder::new();
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
    fs::write(folder.data().join("postgres/PG_VERSION"), "99\n").unwrap();
    let message = refusal(persistent(folder.data())).await;
    assert!(message.contains("made by PostgreSQL 99, but this machine has only PostgreSQL 1"), "{message}");
    assert!(message.contains("unharmed"), "{message}");
    assert!(folder.data().join("postgres/base").exists());
}

#[tokio::test]
async fn failed_initdb_is_quoted_and_leaves_no_data() {
    let folder = Folder::new();
    let bin = fake_programs(&folder, "17.2");
    fs::remove_file(bin.join("initdb")).unwrap();
    let script = "printf '#!/bin/sh\\necho no luck today >&2; exit 1\\n' > initdb && chmod 755 initdb";
    assert!(Command::new("sh").args(["-c", script]).current_dir(&bin).status().unwrap().success());
    let message = refusal_with(&folder, bin).await;
    assert!(message.contains("no luck today"), "{message}");
    assert!(!folder.data().join("postgres").exists());
}
