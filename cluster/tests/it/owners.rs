use std::fs;

use cluster::Cluster;
use rustix::process::Signal;

use crate::support::{Folder, Owner, alive, ask, eventually, kill, lasting, postmaster, refusal};

/// Not a test by itself: the process that the tests spawn and kill.
#[tokio::test]
async fn another_process() {
    Owner::live().await;
}

#[tokio::test]
async fn a_second_owner_is_refused_by_name() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let message = refusal(settings.clone()).await;
    assert!(message.contains(&format!("Another server (process {})", owner.id())), "{message}");
    assert!(message.contains(folder.data().to_str().unwrap()), "{message}");
    owner.kill();
}

#[tokio::test]
async fn the_same_process_is_refused_too() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    let message = refusal(lasting(folder.data())).await;
    assert!(message.contains("Another server"), "{message}");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn postgresql_survives_its_owner_and_is_found_watched_and_stopped_by_the_next() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    assert!(alive(pid));

    let cluster = Cluster::start(settings.clone()).await.unwrap();
    assert_eq!(postmaster(&folder.data()), Some(pid), "the same one goes on");
    ask(&cluster, "SELECT 1").unwrap();

    kill(pid, Signal::KILL);
    eventually("another PostgreSQL answers", || {
        postmaster(&folder.data()) != Some(pid) && ask(&cluster, "SELECT 1").is_ok()
    });
    let next = postmaster(&folder.data()).unwrap();
    cluster.stop().await.unwrap();
    assert!(!alive(next));
}

#[tokio::test]
async fn a_found_postgresql_is_stopped_like_ones_own() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    Cluster::start(settings).await.unwrap().stop().await.unwrap();
    assert!(!alive(pid));
}

#[tokio::test]
async fn a_found_postgresql_without_its_socket_is_replaced() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    fs::remove_file(folder.data().join("socket/.s.PGSQL.5432")).unwrap();
    let cluster = Cluster::start(settings).await.unwrap();
    assert_ne!(postmaster(&folder.data()), Some(pid));
    ask(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn owner_and_postgresql_killed_together_start_again() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
    let owner = Owner::spawn(&settings).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    kill(pid, Signal::KILL);
    let cluster = Cluster::start(settings).await.unwrap();
    ask(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn data_half_made_by_a_killed_owner_are_made_anew() {
    let folder = Folder::new();
    let settings = lasting(folder.data());
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
    ask(&cluster, "SELECT 1").unwrap();
    cluster.stop().await.unwrap();
    let left = fs::read_dir(folder.data())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("postgres.new"));
    assert_eq!(left.count(), 0);
}
