//! Five sign-ins at once by one phone, over real connections.

use crate::app::{PASSWORD, TestApp, config};
use domain::staff::Role;
use server::serve::{ServeSettings, serve};
use std::{
    io, mem,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    runtime::Builder,
};
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
pub struct Log(pub Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Number of lines that contain `text`.
    pub fn lines(&self, text: &str) -> usize {
        String::from_utf8_lossy(&self.0.lock().unwrap()).lines().filter(|line| line.contains(text)).count()
    }
}

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut *self.0.lock().unwrap(), text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

/// A phone that sends the form several times must end with one session.
#[test]
fn five_sign_ins_at_once_are_one_session_with_five_cookies() {
    let _one = crate::ONE_AT_A_TIME.blocking_lock();
    let log = Log::default();
    let dispatch = Dispatch::new(tracing_subscriber::fmt().with_writer(log.clone()).finish());
    let listen = move || mem::forget(tracing::dispatcher::set_default(&dispatch));
    let runtime = Builder::new_multi_thread().worker_threads(4).on_thread_start(listen).enable_all().build().unwrap();
    let test = runtime.spawn(five_sign_ins(log));
    runtime.block_on(test).unwrap();
}

async fn five_sign_ins(log: Log) {
    let app = TestApp::new().await;
    drop(app.as_role(Role::Manager).await);
    // What it says of that one is not counted.
    log.0.lock().unwrap().clear();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, app.router.clone(), ServeSettings::new(&config()), std::future::pending()));

    let device = "ab".repeat(32);
    let form = format!("login=manager-one@salon.example&password={}", PASSWORD.replace(' ', "+"));
    let length = form.len();
    let sign_in = format!(
        "POST /login HTTP/1.1\r\nHost: salon.example\r\nCookie: device={device}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
    );
    let ask = async |request: String| {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let answers = tokio::join!(
        ask(sign_in.clone()),
        ask(sign_in.clone()),
        ask(sign_in.clone()),
        ask(sign_in.clone()),
        ask(sign_in),
    );
    let answers: [String; 5] = answers.into();
    let cookies = answers.map(|answer| {
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let at = answer.find("set-cookie: session=").expect("a session's cookie") + "set-cookie: ".len();
        answer[at..at + "session=".len() + 64].to_owned()
    });
    for cookie in &cookies {
        let page = format!("GET /crm HTTP/1.1\r\nHost: salon.example\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        assert!(ask(page).await.starts_with("HTTP/1.1 200"), "{cookie}");
    }
    let live: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sessions s JOIN devices d ON d.id = s.device_id WHERE d.user_agent = ''",
    )
    .fetch_one(&app.db.pool)
    .await
    .unwrap();
    assert_eq!(live, 1);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!((log.matches("session created").count(), log.matches("session reused").count()), (1, 4), "{log}");
}
