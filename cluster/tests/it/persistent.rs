use std::{
    fs::{self, File},
    time::Duration,
};

use cluster::Cluster;
use rustix::process::Signal;

use crate::support::{Folder, eventually, is_running, kill, persistent, postmaster, query};

#[tokio::test]
async fn start_initializes_data_and_stop_ends_the_process() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    assert!(is_running(pid));
    cluster.stop().await.unwrap();
    assert!(!is_running(pid));
    assert_eq!(postmaster(&folder.data()), None);
}

#[tokio::test]
async fn server_settings_are_applied() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    for (sql, answer) in [
        ("SELECT lower('ЯЇҐ') || upper('ёж')", "яїґЁЖ"),
        ("SHOW server_encoding", "UTF8"),
        ("SHOW listen_addresses", ""),
        ("SHOW fsync", "on"),
        ("SHOW data_checksums", "on"),
        ("SHOW jit", "off"),
        ("SHOW timezone", "UTC"),
        ("SHOW max_connections", "130"),
        ("SELECT current_user", "beauty_crm"),
        ("CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist; SELECT show_trgm('я')::text <> '{}'", "t"),
    ] {
        assert_eq!(
            query(&cluster, sql).map(|said| said.lines().last().unwrap_or_default().to_owned()).unwrap(),
            answer,
            "{sql}"
        );
    }
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn data_survive_a_restart() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    query(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    cluster.stop().await.unwrap();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    assert_eq!(query(&cluster, "SELECT number FROM kept").unwrap(), "42");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn killed_postgresql_is_restarted_with_committed_data() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    query(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    for _ in 0..2 {
        let killed = postmaster(&folder.data()).unwrap();
        kill(killed, Signal::KILL);
        eventually("another PostgreSQL answers", || {
            postmaster(&folder.data()) != Some(killed)
                && query(&cluster, "SELECT number FROM kept").is_ok_and(|said| said == "42")
        });
    }
    let last = postmaster(&folder.data()).unwrap();
    cluster.stop().await.unwrap();
    assert!(!is_running(last));
}

#[tokio::test]
async fn dropping_the_cluster_stops_postgresql() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    drop(cluster);
    eventually("PostgreSQL ends", || !is_running(pid));
}

#[tokio::test]
async fn cancelled_start_leaves_no_process() {
    let folder = Folder::new();
    let start = tokio::spawn(Cluster::start(persistent(folder.data())));
    while postmaster(&folder.data()).is_none() && !start.is_finished() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    start.abort();
    drop(start.await);
    eventually("PostgreSQL ends", || postmaster(&folder.data()).is_none());
    let lock = File::open(folder.data().join("lock")).unwrap();
    eventually("the folder is free", || lock.try_lock().is_ok());
    drop(lock);
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
}

#[tokio::test]
async fn pid_file_of_an_unrelated_process_is_ignored() {
    let folder = Folder::new();
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
    let mut other = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let data = folder.data().join("postgres");
    let sockets = folder.data().join("socket");
    let file = format!("{}\n{}\n1700000000\n5432\n{}\n\n 1 1\nready\n", other.id(), data.display(), sockets.display());
    fs::write(sockets.join(".s.PGSQL.5432.lock"), &file).unwrap();
    fs::write(data.join("postmaster.pid"), file).unwrap();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    assert_eq!(query(&cluster, "SELECT 1").unwrap(), "1");
    cluster.stop().await.unwrap();
    assert_eq!(other.try_wait().unwrap(), None, "the other process was left alone");
    other.kill().unwrap();
    other.wait().unwrap();
}

#[tokio::test]
async fn failed_start_quotes_the_log() {
    let folder = Folder::new();
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
    let auto = folder.data().join("postgres/postgresql.auto.conf");
    fs::write(auto, "work_mem = 'a lot'\n").unwrap();
    let message = crate::support::refusal(persistent(folder.data())).await;
    assert!(message.contains("postgres.log says") && message.contains("work_mem"), "{message}");
}

#[tokio::test]
async fn unresponsive_postgresql_gets_an_immediate_shutdown() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    let checkpointer = query(&cluster, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'").unwrap();
    kill(checkpointer.parse().unwrap(), Signal::STOP);
    cluster.stop().await.unwrap();
    assert!(!is_running(pid));
}
