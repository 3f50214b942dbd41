use std::{
    fs::{self, File},
    time::Duration,
};

use cluster::Cluster;
use rustix::process::Signal;

use crate::support::{Folder, alive, ask, eventually, kill, lasting, postmaster};

#[tokio::test]
async fn starts_from_nothing_and_stops_without_a_trace() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    assert!(alive(pid));
    cluster.stop().await.unwrap();
    assert!(!alive(pid));
    assert_eq!(postmaster(&folder.data()), None);
}

#[tokio::test]
async fn is_set_up_as_promised() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
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
            ask(&cluster, sql).map(|said| said.lines().last().unwrap_or_default().to_owned()).unwrap(),
            answer,
            "{sql}"
        );
    }
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn the_next_start_has_the_same_data() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    ask(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    cluster.stop().await.unwrap();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    assert_eq!(ask(&cluster, "SELECT number FROM kept").unwrap(), "42");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn a_killed_postgresql_is_started_again_with_what_was_committed() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    ask(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    for _ in 0..2 {
        let killed = postmaster(&folder.data()).unwrap();
        kill(killed, Signal::KILL);
        eventually("another PostgreSQL answers", || {
            postmaster(&folder.data()) != Some(killed)
                && ask(&cluster, "SELECT number FROM kept").is_ok_and(|said| said == "42")
        });
    }
    let last = postmaster(&folder.data()).unwrap();
    cluster.stop().await.unwrap();
    assert!(!alive(last));
}

#[tokio::test]
async fn letting_go_of_the_cluster_stops_it() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    drop(cluster);
    eventually("PostgreSQL ends", || !alive(pid));
}

#[tokio::test]
async fn a_start_given_up_leaves_nothing_running() {
    let folder = Folder::new();
    let start = tokio::spawn(Cluster::start(lasting(folder.data())));
    while postmaster(&folder.data()).is_none() && !start.is_finished() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    start.abort();
    drop(start.await);
    eventually("PostgreSQL ends", || postmaster(&folder.data()).is_none());
    let lock = File::open(folder.data().join("lock")).unwrap();
    eventually("the folder is free", || lock.try_lock().is_ok());
    drop(lock);
    Cluster::start(lasting(folder.data())).await.unwrap().stop().await.unwrap();
}

#[tokio::test]
async fn a_pid_file_naming_some_other_process_is_no_obstacle() {
    let folder = Folder::new();
    Cluster::start(lasting(folder.data())).await.unwrap().stop().await.unwrap();
    let mut other = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let data = folder.data().join("postgres");
    let sockets = folder.data().join("socket");
    let file = format!("{}\n{}\n1700000000\n5432\n{}\n\n 1 1\nready\n", other.id(), data.display(), sockets.display());
    fs::write(sockets.join(".s.PGSQL.5432.lock"), &file).unwrap();
    fs::write(data.join("postmaster.pid"), file).unwrap();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    assert_eq!(ask(&cluster, "SELECT 1").unwrap(), "1");
    cluster.stop().await.unwrap();
    assert_eq!(other.try_wait().unwrap(), None, "the other process was left alone");
    other.kill().unwrap();
    other.wait().unwrap();
}

#[tokio::test]
async fn a_failing_start_quotes_the_log() {
    let folder = Folder::new();
    Cluster::start(lasting(folder.data())).await.unwrap().stop().await.unwrap();
    let auto = folder.data().join("postgres/postgresql.auto.conf");
    fs::write(auto, "work_mem = 'a lot'\n").unwrap();
    let message = crate::support::refusal(lasting(folder.data())).await;
    assert!(message.contains("postgres.log says") && message.contains("work_mem"), "{message}");
}

#[tokio::test]
async fn one_that_does_not_stop_in_order_is_stopped_at_once() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    let pid = postmaster(&folder.data()).unwrap();
    let checkpointer = ask(&cluster, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'").unwrap();
    kill(checkpointer.parse().unwrap(), Signal::STOP);
    cluster.stop().await.unwrap();
    assert!(!alive(pid));
}
