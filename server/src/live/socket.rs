//! One socket: its upgrade, and what is said on it.

use super::{
    hub::{Live, NoPlace, Place, TOO_SLOW},
    sockets::{changed_message, may_see, text},
};
use crate::{layers::is_own_origin, state::State};
use app::context::{Caller, now};
use axum::{
    RequestExt as _,
    extract::{
        self, Request, WebSocketUpgrade,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket},
    },
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{
    Db, Error, Result,
    auth::Signed,
    bookings::{self, BookingId},
    events::Seq,
    live::{self, FromPage, HEARTBEAT, LONGEST_MESSAGE, Presence, SILENCE, ToPage},
    notifications::{self, Which},
    staff::Actor,
};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

/// A socket's buffer for what it reads: pages say little, and there are many.
const BUFFER: usize = 4 * 1024;
/// A message that nobody takes for so long ends its socket.
const SENDING: Duration = Duration::from_secs(10);
/// A page that was away for more than this asks for everything anew.
const MOST_MISSED: i64 = 500;

/// `GET /api/ws/notifications`.
pub async fn upgrade(extract::State(state): extract::State<State>, request: Request) -> Response {
    let signed = match request.extensions().get::<Caller>() {
        Some(Caller(Ok(Some(signed)))) => signed.clone(),
        Some(Caller(Err(Error::Unavailable))) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Caller(Err(_))) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Caller(Ok(None))) | None => return StatusCode::UNAUTHORIZED.into_response(),
    };
    // Browsers send cookies with any site's socket, and ask nobody: the origin is all that says whose page it is.
    if !is_own_origin(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let upgrade = match request.extract::<WebSocketUpgrade, _>().await {
        Ok(upgrade) => upgrade,
        Err(refusal) => return refusal.into_response(),
    };
    let place = match state.live.join(&signed) {
        Ok(place) => place,
        Err(NoPlace::NotNow) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(NoPlace::TooMany) => return StatusCode::TOO_MANY_REQUESTS.into_response(),
    };
    upgrade
        .max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .read_buffer_size(BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * LONGEST_MESSAGE)
        .on_upgrade(move |socket| async move {
            let (live, db) = (state.live.clone(), state.database.pool.clone());
            let mut line = Line { socket, place, signed, live, db, greeted: false };
            if let Err(end) = line.run().await {
                line.close(end).await;
            }
        })
}

/// A change that somebody asked for is looked at as soon as it is answered.
pub async fn notice(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let signed = matches!(request.extensions().get::<Caller>(), Some(Caller(Ok(Some(_)))));
    let asks = request.method() == Method::POST && signed;
    let people = PEOPLE.contains(&request.uri().path());
    let response = next.run(request).await;
    if asks && response.status().is_success() {
        if people { state.live.look_at_people() } else { state.live.look() }
    }
    response
}

/// What changes nothing but what people know, and how they are reached.
const PEOPLE: [&str; 2] = ["/api/notifications/read", "/api/live/set_busy"];

/// Why a socket ends; `None`: it is gone.
struct End {
    code: Option<u16>,
}

const GONE: End = End { code: None };

struct Line {
    socket: WebSocket,
    place: Place,
    signed: Signed,
    live: Live,
    db: Db,
    greeted: bool,
}

impl Line {
    async fn run(&mut self) -> std::result::Result<(), End> {
        self.welcome().await?;
        let mut heartbeat = interval(HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                biased;
                _ = self.place.end.changed() => return self.end(),
                message = self.socket.recv() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(Message::Text(said))) => self.hear(&said).await?,
                        // Pings are answered below this.
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        Some(Ok(Message::Binary(_))) => return Err(End { code: Some(UNSUPPORTED) }),
                        Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(GONE),
                    }
                }
                message = self.place.queue.recv() => {
                    self.send(message.ok_or(GONE)?).await?;
                    self.catch_up().await?;
                }
                _ = heartbeat.tick() => self.beat().await?,
                () = sleep_until(heard + SILENCE) => return Err(GONE),
            }
        }
    }

    /// The hub wants it closed.
    fn end(&self) -> std::result::Result<(), End> {
        Err(End { code: self.place.end.borrow().map(|farewell| farewell.code) })
    }

    async fn welcome(&mut self) -> std::result::Result<(), End> {
        let (user, server_time) = (self.signed.actor.id, now().as_millisecond());
        let (unread, seq) = (self.unread().await?, self.live.last().unwrap_or(Seq(0)));
        self.say(&ToPage::Welcome { user, seq, unread, server_time }).await
    }

    /// Without the database nothing can be promised: the page comes again.
    async fn unread(&mut self) -> std::result::Result<u32, End> {
        notifications::unread(&self.db, &self.signed.actor).await.map_err(|_| End { code: Some(AGAIN) })
    }

    async fn hear(&mut self, said: &str) -> std::result::Result<(), End> {
        // What is no message of ours changes nothing, and ends nothing.
        let Ok(said) = serde_json::from_str(said) else { return Ok(()) };
        // What they may is as it is now, not as it was when they came.
        self.signed.actor = Actor::clone(&*self.live.actor(self.place.id).ok_or(GONE)?);
        match said {
            FromPage::Hello { last_seq } if !self.greeted => {
                self.greeted = true;
                let (reached, people) = self.live.greet(self.place.id);
                self.say(&people).await?;
                // Something may have come since the welcome.
                let count = self.unread().await?;
                self.say(&ToPage::Unread { count }).await?;
                if let Some(last_seq) = last_seq.filter(|last_seq| *last_seq < reached) {
                    self.resume(last_seq, reached).await?;
                }
            }
            FromPage::Read { up_to } => {
                let read = notifications::read(&self.db, &self.signed.actor, &Which::UpTo(up_to), now()).await;
                match read {
                    Ok(_) => self.live.look_at_people(),
                    Err(error) => tracing::warn!(%error, "what was read could not be noted"),
                }
            }
            FromPage::Watch { range, booking } => {
                let booking = self.visible(booking).await;
                if let Some(seq) = self.live.watch(self.place.id, range, booking) {
                    self.say(&ToPage::Resync { seq }).await?;
                }
            }
            // How else they are reached is not the page's to say.
            FromPage::Here { state: state @ (Presence::Online | Presence::Away) } => {
                self.live.here(self.place.id, state);
            }
            FromPage::Here { .. } | FromPage::Hello { .. } | FromPage::Unknown => {}
        }
        Ok(())
    }

    /// Who looks at a booking is for those who may see it.
    async fn visible(&mut self, booking: Option<BookingId>) -> Option<BookingId> {
        let (Signed { actor, salon, .. }, id) = (&self.signed, booking?);
        let rows = bookings::rows(&self.db, actor, salon, &[id]).await;
        rows.is_ok_and(|rows| !rows.is_empty()).then_some(id)
    }

    /// Says what the page has missed: in order, once, and no more than it can be told.
    async fn resume(&mut self, after: Seq, to: Seq) -> std::result::Result<(), End> {
        match missed(&self.db, &self.signed, after, to).await {
            Ok(Some(missed)) => {
                for message in missed {
                    self.say(&message).await?;
                }
                Ok(())
            }
            Ok(None) => self.say(&ToPage::Resync { seq: to }).await,
            Err(error) => {
                tracing::warn!(%error, "what a page missed could not be read");
                Err(End { code: Some(AGAIN) })
            }
        }
    }

    /// Says that the link lives, to the browser and to the page, and how far everything was said.
    async fn beat(&mut self) -> std::result::Result<(), End> {
        // In this order: what has its place by then is in the queue, or was sent.
        let seq = self.live.last();
        let said = self.greeted && self.place.queue.is_empty() && !self.place.behind.load(Ordering::Relaxed);
        self.write(Message::Ping(Default::default())).await?;
        self.say(&ToPage::Beat { seq: seq.filter(|_| said) }).await
    }

    /// A page that was too slow for a while is told to ask anew, once it has taken what waited for it.
    async fn catch_up(&mut self) -> std::result::Result<(), End> {
        if self.place.behind.load(Ordering::Relaxed) && self.place.queue.is_empty() {
            let (seq, people) = self.live.caught_up(&self.place);
            let count = self.unread().await?;
            for message in [ToPage::Resync { seq }, people, ToPage::Unread { count }] {
                self.say(&message).await?;
            }
        }
        Ok(())
    }

    async fn say(&mut self, message: &ToPage) -> std::result::Result<(), End> {
        match text(message) {
            Some(text) => self.send(text).await,
            None => Ok(()),
        }
    }

    async fn send(&mut self, text: Utf8Bytes) -> std::result::Result<(), End> {
        self.write(Message::Text(text)).await
    }

    /// Nobody waits for who does not read: neither the hub that wants it closed, nor anybody else.
    async fn write(&mut self, message: Message) -> std::result::Result<(), End> {
        tokio::select! {
            sent = timeout(SENDING, self.socket.send(message)) => match sent {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) => Err(GONE),
                Err(_) => Err(End { code: Some(TOO_SLOW) }),
            },
            _ = self.place.end.changed() => Err(End { code: self.place.end.borrow().map(|farewell| farewell.code) }),
        }
    }

    /// Says why, and closes; whoever does not take it is cut off.
    async fn close(&mut self, End { code }: End) {
        let Some(code) = code else { return };
        let come_back_in_ms = self.place.end.borrow().map_or(0, |farewell| farewell.come_back);
        let last_words = async {
            if let Some(bye) = text(&ToPage::Bye { code, come_back_in_ms }) {
                self.socket.send(Message::Text(bye)).await?;
            }
            self.socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::default() }))).await
        };
        // It has gone already, or does not read: there is nobody to tell.
        let _ = timeout(LAST_WORDS, last_words).await;
    }
}

/// What somebody has missed between two places of the feed; `None`: more than can be told.
async fn missed(db: &Db, Signed { actor, salon, .. }: &Signed, after: Seq, to: Seq) -> Result<Option<Vec<ToPage>>> {
    let Some(steps) = live::since(db, salon, after, MOST_MISSED).await? else { return Ok(None) };
    if steps.last().is_none_or(|step| step.seq < to) {
        return Ok(None);
    }
    let mut missed: Vec<(Seq, ToPage)> = steps
        .iter()
        .filter(|step| step.seq <= to)
        .filter_map(|step| Some((step.seq, step.changed.as_ref().filter(|changed| may_see(actor, changed))?)))
        .map(|(seq, changed)| (seq, changed_message(seq, changed)))
        .collect();
    let told = notifications::told(db, Some(actor), salon, after, to).await?;
    missed.extend(told.into_iter().map(|(_, told)| (told.seq, ToPage::Notification(told))));
    missed.sort_by_key(|(seq, _)| *seq);
    Ok(Some(missed.into_iter().map(|(_, message)| message).collect()))
}

/// A message of a kind that is not spoken here (RFC 6455).
const UNSUPPORTED: u16 = 1003;
/// Something here does not work now (RFC 6455).
const AGAIN: u16 = 1011;
/// For a good-bye.
const LAST_WORDS: Duration = Duration::from_secs(1);
