use std::{fs, path::Path};

use cluster::Cluster;
use rustix::process::Signal;
use tokio::runtime::Runtime;

use crate::support::{Folder, Owner, eventually, is_running, kill, postmaster, query, refusal, temporary};

#[tokio::test]
async fn stop_removes_the_folder() {
    let folder = Folder::new();
    let cluster = Cluster::start(temporary(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    assert_eq!(query(&cluster, "SHOW fsync").unwrap(), "off");
    cluster.stop().await.unwrap();
    assert!(!is_running(pid));
    assert!(!folder.data().exists());
}

#[tokio::test]
async fn killed_owner_leaves_no_process_and_no_folder() {
    let folder = Folder::new();
    let owner = Owner::spawn(&temporary(folder.data())).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    eventually("PostgreSQL ends", || !is_running(pid));
    eventually("the folder is removed", || !folder.data().exists());
}

#[tokio::test]
async fn killed_owner_during_start_leaves_no_folder() {
    let folder = Folder::new();
    let unfinished = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok()));
    let owner = Owner::spawn(&temporary(folder.data()));
    eventually("something is there", || unfinished(&folder.data()));
    owner.kill();
    eventually("the folder is removed", || !folder.data().exists());
}

#[test]
fn supervisor_outlives_the_runtime_that_started_it() {
    let folder = Folder::new();
    let runtime = Runtime::new().unwrap();
    let cluster = runtime.block_on(Cluster::start(temporary(folder.data()))).unwrap();
    drop(runtime);
    let killed = postmaster(&folder.data()).unwrap();
    kill(killed, Signal::KILL);
    eventually("another PostgreSQL answers", || {
        postmaster(&folder.data()) != Some(killed) && query(&cluster, "SELECT 1").is_ok()
    });
    Runtime::new().unwrap().block_on(cluster.stop()).unwrap();
    assert!(!folder.data().exists());
}

#[tokio::test]
async fn nonempty_folder_is_refused() {
    let folder = Folder::new();
    fs::write(folder.root().join("precious"), "").unwrap();
    let message = refusal(temporary(folder.root())).await;
    assert!(message.contains("is not empty"), "{message}");
    assert!(folder.root().join("precious").exists());
}
