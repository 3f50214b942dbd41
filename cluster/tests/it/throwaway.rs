use std::{fs, path::Path};

use cluster::Cluster;
use rustix::process::Signal;
use tokio::runtime::Runtime;

use crate::support::{Folder, Owner, alive, ask, eventually, kill, postmaster, refusal, throwaway};

#[tokio::test]
async fn is_gone_with_its_folder_after_the_stop() {
    let folder = Folder::new();
    let cluster = Cluster::start(throwaway(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    assert_eq!(ask(&cluster, "SHOW fsync").unwrap(), "off");
    cluster.stop().await.unwrap();
    assert!(!alive(pid));
    assert!(!folder.data().exists());
}

#[tokio::test]
async fn goes_when_its_owner_is_killed() {
    let folder = Folder::new();
    let owner = Owner::spawn(&throwaway(folder.data())).ready();
    let pid = postmaster(&folder.data()).unwrap();
    owner.kill();
    eventually("PostgreSQL ends", || !alive(pid));
    eventually("the folder is removed", || !folder.data().exists());
}

#[tokio::test]
async fn goes_when_its_owner_is_killed_in_the_middle_of_the_start() {
    let folder = Folder::new();
    let unfinished = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok()));
    let owner = Owner::spawn(&throwaway(folder.data()));
    eventually("something is there", || unfinished(&folder.data()));
    owner.kill();
    eventually("the folder is removed", || !folder.data().exists());
}

#[test]
fn outlives_the_runtime_that_started_it() {
    let folder = Folder::new();
    let runtime = Runtime::new().unwrap();
    let cluster = runtime.block_on(Cluster::start(throwaway(folder.data()))).unwrap();
    drop(runtime);
    let killed = postmaster(&folder.data()).unwrap();
    kill(killed, Signal::KILL);
    eventually("another PostgreSQL answers", || {
        postmaster(&folder.data()) != Some(killed) && ask(&cluster, "SELECT 1").is_ok()
    });
    Runtime::new().unwrap().block_on(cluster.stop()).unwrap();
    assert!(!folder.data().exists());
}

#[tokio::test]
async fn never_takes_a_folder_with_something_in_it() {
    let folder = Folder::new();
    fs::write(folder.root().join("precious"), "").unwrap();
    let message = refusal(throwaway(folder.root())).await;
    assert!(message.contains("is not empty"), "{message}");
    assert!(folder.root().join("precious").exists());
}
