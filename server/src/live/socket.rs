//! One socket: upgrade and protocol (protocols.md, "The live socket").

use super::{
    hub::{Live, Registration, RegistrationError},
    inbox::{Inbox, Said},
    missed::missed,
};
use crate::{layers::is_own_origin, state::State};
use app::{
    context::{Caller, now},
    preferences::Preferences,
};
use axum::{
    RequestExt as _,
    extract::{
        self, Request, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use domain::{
    Error,
    bookings::{self, BookingId},
    database::within,
    events::{self, Seq},
    live::{FromPage, HEARTBEAT, LONGEST_MESSAGE, Presence, SILENCE, ToPage},
    notifications::{self, ReadSelection},
    staff::{Actor, Asker},
};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

mod output;

/// Small because pages send short messages and there are many sockets.
const READ_BUFFER_BYTES: usize = 4 * 1024;

/// Longest wait for the database.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(5);

/// `GET /api/ws/notifications`
pub async fn upgrade(extract::State(state): extract::State<State>, request: Request) -> Response {
    let signed = match request.extensions().get::<Caller>() {
        Some(Caller(Ok(Some(signed)))) => signed.clone(),
        Some(Caller(Err(Error::Unavailable))) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Caller(Err(_))) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Caller(Ok(None))) | None => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let language = Preferences::of_request(request.headers()).language;
    // Browsers send cookies with WebSocket requests of any site, without CORS: only the origin identifies the page.
    if !is_own_origin(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let upgrade = match request.extract::<WebSocketUpgrade, _>().await {
        Ok(upgrade) => upgrade,
        Err(refusal) => return refusal.into_response(),
    };
    let registration = match state.live.register(&signed) {
        Ok(registration) => registration,
        Err(RegistrationError::NotReady) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(RegistrationError::TooManySockets) => return StatusCode::TOO_MANY_REQUESTS.into_response(),
    };
    upgrade
        .max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * LONGEST_MESSAGE)
        .on_upgrade(move |socket| async move {
            let asker = signed.asker(state.database.pool.clone(), language, now());
            let live = state.live.clone();
            let inbox = Inbox::default();
            let mut live_socket = LiveSocket { socket, registration, asker, live, inbox, subscribed: false };
            if let Err(end) = live_socket.run().await {
                live_socket.close(end).await;
            }
        })
}

/// Why a socket is closed. `code` is `None` if it is already lost.
struct CloseReason {
    code: Option<u16>,
}

const CONNECTION_LOST: CloseReason = CloseReason { code: None };

struct LiveSocket {
    socket: WebSocket,
    registration: Registration,
    asker: Asker,
    live: Live,
    inbox: Inbox,
    subscribed: bool,
}

impl LiveSocket {
    async fn run(&mut self) -> Result<(), CloseReason> {
        self.send_welcome().await?;
        let mut heartbeat = interval(HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut last_received = Instant::now();
        loop {
            let (due, reads_at) = (self.inbox.due(Instant::now()), self.inbox.reads_at(Instant::now()));
            tokio::select! {
                biased;
                _ = self.registration.closing.changed() => return self.close_reason(),
                () = sleep_until(due.unwrap_or(last_received)), if due.is_some() => self.carry_out().await?,
                () = sleep_until(reads_at.unwrap_or(last_received)), if reads_at.is_some() => {}
                message = self.socket.recv(), if reads_at.is_none() => {
                    last_received = Instant::now();
                    self.inbox.note_message(last_received);
                    match message {
                        Some(Ok(Message::Text(text))) => self.handle_message(&text).await?,
                        // axum answers pings.
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        Some(Ok(Message::Binary(_))) => return Err(CloseReason { code: Some(UNSUPPORTED) }),
                        Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(CONNECTION_LOST),
                    }
                }
                message = self.registration.queue.recv() => {
                    self.send_text(message.ok_or(CONNECTION_LOST)?).await?;
                    self.catch_up().await?;
                }
                _ = heartbeat.tick() => self.send_heartbeat().await?,
                () = sleep_until(last_received + SILENCE) => return Err(CONNECTION_LOST),
            }
        }
    }

    /// The reason given by the hub.
    fn close_reason(&self) -> Result<(), CloseReason> {
        Err(CloseReason { code: self.registration.closing.borrow().map(|closing| closing.code) })
    }

    async fn send_welcome(&mut self) -> Result<(), CloseReason> {
        let (user, server_time) = (self.asker.actor.id, now().as_millisecond());
        let (unread, seq) = (self.unread().await?, self.live.last().unwrap_or(Seq(0)));
        self.send_message(&ToPage::Welcome { user, seq, unread, server_time }).await
    }

    /// Fails without the database: the socket is closed and the page reconnects.
    async fn unread(&mut self) -> Result<u32, CloseReason> {
        in_time(notifications::unread(&self.asker)).await.map_err(|_| CloseReason { code: Some(INTERNAL_ERROR) })
    }

    async fn handle_message(&mut self, text: &str) -> Result<(), CloseReason> {
        // Unknown messages are ignored, for pages of another version.
        let Ok(message) = serde_json::from_str(text) else { return Ok(()) };
        match message {
            FromPage::Hello { last_seq } if !self.subscribed => {
                self.refresh_asker()?;
                self.subscribed = true;
                let (current, people) = self.live.subscribe(self.registration.id);
                self.send_message(&people).await?;
                // The count may have changed since the welcome message.
                let count = self.unread().await?;
                self.send_message(&ToPage::Unread { count }).await?;
                match last_seq {
                    Some(last_seq) if last_seq < current => self.resume(last_seq, current).await?,
                    Some(last_seq) if last_seq > current => self.check_future(last_seq, current).await?,
                    _ => {}
                }
            }
            FromPage::Read { up_to } => self.inbox.read_up_to(up_to),
            FromPage::Watch { range, booking } => self.inbox.watch(range, booking),
            // Pages cannot set other states.
            FromPage::Here { state: state @ (Presence::Online | Presence::Away) } => self.inbox.here(state),
            FromPage::Here { .. } | FromPage::Hello { .. } | FromPage::Unknown => {}
        }
        Ok(())
    }

    /// Permissions may have changed since the socket was opened.
    fn refresh_asker(&mut self) -> Result<(), CloseReason> {
        self.asker.actor = Actor::clone(&*self.live.actor(self.registration.id).ok_or(CONNECTION_LOST)?);
        self.asker.now = now();
        Ok(())
    }

    /// Carries out what the page said last.
    async fn carry_out(&mut self) -> Result<(), CloseReason> {
        self.refresh_asker()?;
        let Said { here, watch, read_up_to } = self.inbox.take(Instant::now());
        if let Some(up_to) = read_up_to {
            match in_time(notifications::read(&self.asker, &ReadSelection::UpTo(up_to))).await {
                Ok(_) => self.live.wake_for_people(),
                Err(error) => tracing::warn!(%error, "notifications could not be marked as read"),
            }
        }
        if let Some((range, booking)) = watch {
            let booking = self.visible_booking(booking).await;
            if let Some(seq) = self.live.set_view(self.registration.id, range, booking) {
                self.send_message(&ToPage::Resync { seq }).await?;
            }
        }
        if let Some(state) = here {
            self.live.set_presence(self.registration.id, state);
        }
        Ok(())
    }

    /// The booking, if the actor may see it: viewers are only shown to such actors.
    async fn visible_booking(&mut self, booking: Option<BookingId>) -> Option<BookingId> {
        let id = booking?;
        let ids = [id];
        let rows = in_time(bookings::rows(&self.asker, &ids)).await;
        rows.is_ok_and(|rows| !rows.is_empty()).then_some(id)
    }

    /// Sends missed messages in order, or asks the page to reload if they are too many.
    async fn resume(&mut self, after: Seq, to: Seq) -> Result<(), CloseReason> {
        match in_time(missed(&self.asker, after, to)).await {
            Ok(Some(missed)) => {
                for message in missed {
                    self.send_message(&message).await?;
                }
                Ok(())
            }
            Ok(None) => self.send_message(&ToPage::Resync { seq: to }).await,
            Err(error) => {
                tracing::warn!(%error, "missed messages could not be read");
                Err(CloseReason { code: Some(INTERNAL_ERROR) })
            }
        }
    }

    /// A number that this process has not reached: another process has sent it, or the database was restored from a
    /// backup. What a restored one had since is not in the page.
    async fn check_future(&mut self, last_seq: Seq, current: Seq) -> Result<(), CloseReason> {
        match in_time(events::latest(&self.asker.db)).await {
            Ok(latest) if last_seq <= latest => Ok(()),
            Ok(_) => self.send_message(&ToPage::Resync { seq: current }).await,
            Err(error) => {
                tracing::warn!(%error, "the feed could not be read");
                Err(CloseReason { code: Some(INTERNAL_ERROR) })
            }
        }
    }

    /// Sends a WebSocket ping for proxies, and a heartbeat message with the sequence number for the page.
    async fn send_heartbeat(&mut self) -> Result<(), CloseReason> {
        // The sequence number is read first: messages up to it are then in the queue or sent.
        let seq = self.live.last();
        let is_current =
            self.subscribed && self.registration.queue.is_empty() && !self.registration.lagging.load(Ordering::Relaxed);
        self.write(Message::Ping(Default::default())).await?;
        self.send_message(&ToPage::Beat { seq: seq.filter(|_| is_current) }).await
    }

    /// Asks a page that was lagging to reload its data, once its queue is empty.
    async fn catch_up(&mut self) -> Result<(), CloseReason> {
        if self.registration.lagging.load(Ordering::Relaxed) && self.registration.queue.is_empty() {
            let (seq, people) = self.live.caught_up(&self.registration);
            let count = self.unread().await?;
            for message in [ToPage::Resync { seq }, people, ToPage::Unread { count }] {
                self.send_message(&message).await?;
            }
        }
        Ok(())
    }
}

/// Awaits the database, but not for ever.
async fn in_time<T>(call: impl Future<Output = domain::Result<T>>) -> domain::Result<T> {
    within((Instant::now() + DATABASE_TIMEOUT).into_std(), call).await
}

/// Close code "Unsupported Data" (RFC 6455): the protocol uses text messages only.
const UNSUPPORTED: u16 = 1003;
/// Close code "Internal Error" (RFC 6455): the page reconnects.
const INTERNAL_ERROR: u16 = 1011;
