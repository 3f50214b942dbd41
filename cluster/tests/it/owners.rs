use std::fs;

use cluster::Cluster;
use rustix::process::Signal;

use crate::support::{Folder, Owner, eventually, is_running, kill, persistent, postmaster, query, refusal};

/// Not a test: the tests spawn this program with this test's name and kill it.
#[tokio::test]
async fn another_process() {
    Owner::run().await;
}

#[tokio::test]
async fn second_owner_is_refused_with_the_process_id() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let message = refusal(settings.clone()).await;
    assert!(message.contains(&format!("Another server (process {})", owner.id())), "{message}");
    assert!(message.contains(folder.data().to_str().unwrap()), "{message}");
    owner.kill();
}

#[tokio::test]
async fn second_start_in_the_same_process_is_refused() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    let message = refusal(persistent(folder.data())).await;
    assert!(message.contains("Another server"), "{message}");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn postgresql_outlives_its_owner_and_is_adopted_by_the_next() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    assert!(is_running(pid));

    let cluster = Cluster::start(settings.clone()).await.unwrap();
    assert_eq!(postmaster(&folder.data()), Some(pid), "the same one goes on");
    query(&cluster, "SELECT 1").unwrap();

    kill(pid, Signal::KILL);
    eventually("another PostgreSQL answers", || {
        postmaster(&folder.data()) != Some(pid) && query(&cluster, "SELECT 1").is_ok()
    });
    let next = postmaster(&folder.data()).unwrap();
    cluster.stop().await.unwrap();
    assert!(!is_running(next));
}

#[tokio::test]
async fn adopted_postgresql_is_stopped() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    Cluster::start(settings).await.unwrap().stop().await.unwrap();
    assert!(!is_running(pid));
}

#[tokio::test]
async fn adopted_postgresql_without_a_socket_is_restarted() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    fs::remove_file(folder.data().join("socket/.s.PGSQL.5432")).unwrap();
    let cluster = Cluster::start(settings).await.unwrap();
    assert_ne!(postmaster(&folder.data()), Some(pid));
    query(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn start_succeeds_after_owner_and_postgresql_were_killed() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    kill(pid, Signal::KILL);
    let cluster = Cluster::start(settings).await.unwrap();
    query(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn incomplete_data_of_a_killed_owner_are_replaced() {
    let folder = Folder::new();
    let settings = persistent(folder.data());
    let owner = Owner::spawn(&settings);
    eventually("the data are being made", || {
        let Ok(mut entries) = fs::read_dir(folder.data()) else {
            return false;
        };
        entries.any(|entry| entry.unwrap().path().join("PG_VERSION").exists())
    });
    owner.kill();
    assert!(!folder.data().join("postgres").exists());

    let cluster = Cluster::start(settings).await.unwrap();
    query(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
    let left = fs::read_dir(folder.data())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("postgres.new"));
    assert_eq!(left.count(), 0);
}
