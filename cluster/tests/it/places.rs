use std::{
    fs,
    os::unix::fs::{MetadataExt, symlink},
    path::{Path, PathBuf},
};

use cluster::Cluster;

use crate::support::{Folder, ask, is_root, lasting, refusal, set_mode};

/// A folder whose name is too long for a socket.
fn long(folder: &Folder) -> PathBuf {
    folder.root().join("a salon with a very long name, and ünusual ones in it ".repeat(2)).join("data")
}

#[tokio::test]
async fn the_socket_of_a_long_path_is_kept_in_a_short_one() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(long(&folder))).await.unwrap();
    let sockets = cluster.socket_folder().to_owned();
    assert!(sockets.starts_with("/tmp"), "{}", sockets.display());
    assert_eq!(fs::metadata(&sockets).unwrap().mode() & 0o777, 0o700);
    assert_eq!(ask(&cluster, "SELECT 1").unwrap(), "1");
    cluster.stop().await.unwrap();
    fs::remove_dir(sockets).unwrap();
}

#[tokio::test]
async fn odd_names_are_no_obstacle() {
    for name in ["Салон 'Краса' $HOME", r#"one, "two""#, "-x"] {
        let folder = Folder::new();
        let cluster = Cluster::start(lasting(folder.root().join(name))).await.unwrap();
        assert_eq!(ask(&cluster, "SHOW jit").unwrap(), "off", "{name}");
        let sockets = cluster.socket_folder().to_owned();
        cluster.stop().await.unwrap();
        fs::remove_dir(sockets).unwrap();
    }
}

#[tokio::test]
async fn a_socket_folder_that_others_may_enter_or_redirect_is_refused() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(long(&folder))).await.unwrap();
    let sockets = cluster.socket_folder().to_owned();
    cluster.stop().await.unwrap();

    set_mode(&sockets, 0o777);
    let message = refusal(lasting(long(&folder))).await;
    assert!(message.contains("is open to other users"), "{message}");

    fs::remove_dir(&sockets).unwrap();
    symlink(folder.root(), &sockets).unwrap();
    let message = refusal(lasting(long(&folder))).await;
    assert!(message.contains("is not a folder"), "{message}");
    fs::remove_file(&sockets).unwrap();
}

#[tokio::test]
async fn nobody_else_sees_data_socket_or_log() {
    let folder = Folder::new();
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    for name in ["postgres", "socket", "postgres.log"] {
        let mode = fs::metadata(folder.data().join(name)).unwrap().mode();
        assert_eq!(mode & 0o077, 0, "{name} has mode {mode:o}");
    }
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn a_link_and_its_target_are_the_same_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.data()).unwrap();
    set_mode(&folder.data(), 0o755);
    let link = folder.root().join("link");
    symlink(folder.data(), &link).unwrap();
    let cluster = Cluster::start(lasting(&link)).await.unwrap();
    let message = refusal(lasting(folder.data())).await;
    assert!(message.contains("Another server"), "{message}");
    cluster.stop().await.unwrap();
}

/// Where the data of `cluster` really lie.
fn home(cluster: &Cluster) -> &Path {
    cluster.socket_folder().parent().unwrap()
}

#[tokio::test]
async fn under_a_closed_folder_root_keeps_the_data_elsewhere_and_finds_them_again() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    set_mode(folder.root(), 0o700);
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    let elsewhere = home(&cluster).to_owned();
    assert_eq!(elsewhere.parent().unwrap(), Path::new("/var/lib/beauty-crm"));
    ask(&cluster, "CREATE TABLE kept AS SELECT 42 AS number").unwrap();
    cluster.stop().await.unwrap();

    // Even after the folder was opened: an empty salon would be the worst answer.
    set_mode(folder.root(), 0o755);
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    assert_eq!(home(&cluster), elsewhere);
    assert_eq!(ask(&cluster, "SELECT number FROM kept").unwrap(), "42");
    cluster.stop().await.unwrap();
    fs::remove_dir_all(elsewhere).unwrap();
}

#[tokio::test]
async fn a_folder_closed_after_the_data_were_made_is_an_error_not_an_empty_salon() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    Cluster::start(lasting(folder.data())).await.unwrap().stop().await.unwrap();
    set_mode(folder.root(), 0o700);
    let message = refusal(lasting(folder.data())).await;
    assert!(message.contains("cannot be reached") && message.contains("chmod o+x"), "{message}");
}

#[tokio::test]
async fn root_runs_the_data_of_an_ordinary_user_as_that_user() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    Cluster::start(lasting(folder.data())).await.unwrap().stop().await.unwrap();
    let nobody = "65534:65534";
    for name in ["postgres", "socket"] {
        let path = folder.data().join(name);
        assert!(std::process::Command::new("chown").args(["-R", nobody]).arg(path).status().unwrap().success());
    }
    let cluster = Cluster::start(lasting(folder.data())).await.unwrap();
    assert_eq!(fs::metadata(folder.data().join("postgres/postmaster.pid")).unwrap().uid(), 65534);
    cluster.stop().await.unwrap();
}
