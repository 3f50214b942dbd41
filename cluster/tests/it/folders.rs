use std::{
    fs,
    os::unix::fs::{MetadataExt, symlink},
    path::{Path, PathBuf},
};

use cluster::Cluster;

use crate::support::{Folder, is_root, persistent, query, refusal, set_mode};

/// A path that is too long for a socket.
fn long(folder: &Folder) -> PathBuf {
    folder.root().join("a salon with a very long name, and ünusual ones in it ".repeat(2)).join("data")
}

#[tokio::test]
async fn long_paths_get_a_socket_folder_in_tmp() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(long(&folder))).await.unwrap();
    let sockets = cluster.socket_folder().to_owned();
    assert!(sockets.starts_with("/tmp"), "{}", sockets.display());
    assert_eq!(fs::metadata(&sockets).unwrap().mode() & 0o777, 0o700);
    assert_eq!(query(&cluster, "SELECT 1").unwrap(), "1");
    cluster.stop().await.unwrap();
    fs::remove_dir(sockets).unwrap();
}

#[tokio::test]
async fn folder_names_may_contain_special_characters() {
    for name in ["Салон 'Краса' $HOME", r#"one, "two""#, "-x"] {
        let folder = Folder::new();
        let cluster = Cluster::start(persistent(folder.root().join(name))).await.unwrap();
        assert_eq!(query(&cluster, "SHOW jit").unwrap(), "off", "{name}");
        let sockets = cluster.socket_folder().to_owned();
        cluster.stop().await.unwrap();
        fs::remove_dir(sockets).unwrap();
    }
}

#[tokio::test]
async fn insecure_socket_folder_is_refused() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(long(&folder))).await.unwrap();
    let sockets = cluster.socket_folder().to_owned();
    cluster.stop().await.unwrap();

    set_mode(&sockets, 0o777);
    let message = refusal(persistent(long(&folder))).await;
    assert!(message.contains("is open to other users"), "{message}");

    fs::remove_dir(&sockets).unwrap();
    symlink(folder.root(), &sockets).unwrap();
    let message = refusal(persistent(long(&folder))).await;
    assert!(message.contains("is not a folder"), "{message}");
    fs::remove_file(&sockets).unwrap();
}

#[tokio::test]
async fn data_socket_and_log_are_private() {
    let folder = Folder::new();
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    for name in ["postgres", "socket", "postgres.log"] {
        let mode = fs::metadata(folder.data().join(name)).unwrap().mode();
        assert_eq!(mode & 0o077, 0, "{name} has mode {mode:o}");
    }
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn symlink_and_its_target_are_the_same_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.data()).unwrap();
    set_mode(&folder.data(), 0o755);
    let link = folder.root().join("link");
    symlink(folder.data(), &link).unwrap();
    let cluster = Cluster::start(persistent(&link)).await.unwrap();
    let message = refusal(persistent(folder.data())).await;
    assert!(message.contains("Another server"), "{message}");
    cluster.stop().await.unwrap();
}

/// The folder that actually holds the data of `cluster`.
fn home(cluster: &Cluster) -> &Path {
    cluster.socket_folder().parent().unwrap()
}

#[tokio::test]
async fn root_uses_the_fallback_folder_when_the_folder_is_inaccessible() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    set_mode(folder.root(), 0o700);
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    let elsewhere = home(&cluster).to_owned();
    assert_eq!(elsewhere.parent().unwrap(), Path::new("/var/lib/beauty-crm"));
    query(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    cluster.stop().await.unwrap();

    // The data stay there when the folder becomes accessible.
    set_mode(folder.root(), 0o755);
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    assert_eq!(home(&cluster), elsewhere);
    assert_eq!(query(&cluster, "SELECT number FROM kept").unwrap(), "42");
    cluster.stop().await.unwrap();
    fs::remove_dir_all(elsewhere).unwrap();
}

#[tokio::test]
async fn inaccessible_existing_data_are_an_error() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
    set_mode(folder.root(), 0o700);
    let message = refusal(persistent(folder.data())).await;
    assert!(message.contains("cannot be reached") && message.contains("chmod o+x"), "{message}");
}

#[tokio::test]
async fn root_runs_postgresql_as_the_owner_of_the_data() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    Cluster::start(persistent(folder.data())).await.unwrap().stop().await.unwrap();
    let nobody = "65534:65534";
    for name in ["postgres", "socket"] {
        let path = folder.data().join(name);
        assert!(std::process::Command::new("chown").args(["-R", nobody]).arg(path).status().unwrap().success());
    }
    let cluster = Cluster::start(persistent(folder.data())).await.unwrap();
    assert_eq!(fs::metadata(folder.data().join("postgres/postmaster.pid")).unwrap().uid(), 65534);
    cluster.stop().await.unwrap();
}
