use crate::app::config;
use axum::{Router, routing::get};
use server::serve::{ServeSettings, serve};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
};

#[tokio::test]
async fn a_request_under_way_is_finished_and_no_new_one_taken() {
    let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (reached.clone(), go_on.clone());
    let router = Router::new().route(
        "/slow",
        get(async move || {
            tell.notify_one();
            wait.notified().await;
            "finished"
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, router, ServeSettings::new(&config()), async {
        stopped.await.unwrap();
    }));
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    reached.notified().await;
    stop.send(()).unwrap();
    let refuses = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), refuses).await.expect("nobody new is taken");
    go_on.notify_one();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
    server.await.unwrap();
}
