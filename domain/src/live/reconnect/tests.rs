use super::*;

/// A page whose sockets and timers the test controls.
struct Page {
    policy: Reconnect,
    now: Millis,
    random: f64,
    /// The socket that is open or being opened.
    socket: Option<Generation>,
    /// Timer that was started last.
    timer: Option<(Generation, Duration)>,
    log: Vec<(u32, u64)>,
}

impl Page {
    fn new() -> Self {
        let policy = Reconnect::new(true);
        Page { policy, now: 1_000_000, random: 0.0, socket: None, timer: None, log: Vec::new() }
    }

    fn started() -> Self {
        let mut page = Page::new();
        page.on(Event::Start);
        page
    }

    fn connected() -> Self {
        let mut page = Page::started();
        page.welcome();
        page.log.clear();
        page
    }

    fn on(&mut self, event: Event) -> Link {
        if let Event::Closed(of, _) = event {
            self.socket.take_if(|socket| *socket == of);
        }
        for effect in self.policy.on(event, self.now, self.random) {
            match effect {
                Effect::Close(of) => {
                    self.socket.take_if(|socket| *socket == of);
                }
                Effect::Open(of) => assert_eq!(self.socket.replace(of), None, "never two sockets"),
                Effect::Wake(of, after) => self.timer = Some((of, after)),
                Effect::Log { attempt, delay } => self.log.push((attempt, delay.as_millis() as u64)),
            }
        }
        self.policy.link()
    }

    fn welcome(&mut self) -> Link {
        let socket = self.socket.expect("a socket");
        self.on(Event::Welcome(socket))
    }

    fn close(&mut self, ending: Ending) -> Link {
        let socket = self.socket.expect("a socket");
        self.on(Event::Closed(socket, ending))
    }

    fn wake(&mut self) -> Link {
        let (of, after) = self.timer.take().expect("a timer");
        self.now += after.as_millis() as u64;
        self.on(Event::Woke(of))
    }
}

#[test]
fn the_whole_schedule_after_a_lost_link() {
    let mut page = Page::connected();
    for (n, delay) in [5, 10, 20, 40, 60, 60, 60, 60, 60, 60].into_iter().enumerate() {
        let attempt = n as u32 + 1;
        let until = page.now + delay * 1000;
        assert_eq!(page.close(Ending::Lost), Link::Waiting { attempt, until });
        assert_eq!(page.log.last(), Some(&(attempt, delay * 1000)));
        assert_eq!(page.wake(), Link::Connecting { attempt });
    }
    assert_eq!(page.close(Ending::Lost), Link::Stopped);
    assert_eq!(page.log.len(), 10);
    assert_eq!(page.socket, None);
}

#[test]
fn the_whole_schedule_of_a_page_that_never_gets_through() {
    let mut page = Page::started();
    for (n, delay) in [5, 10, 20, 40, 60, 60, 60, 60, 60].into_iter().enumerate() {
        assert_eq!(page.policy.link(), Link::Connecting { attempt: n as u32 + 1 });
        let until = page.now + delay * 1000;
        assert_eq!(page.close(Ending::Lost), Link::Waiting { attempt: n as u32 + 2, until });
        page.wake();
    }
    assert_eq!(page.policy.link(), Link::Connecting { attempt: 10 });
    assert_eq!(page.close(Ending::Lost), Link::Stopped);
}

#[test]
fn a_fifth_is_spread_at_most() {
    for (random, millis) in [(0.0, 5_000), (0.5, 5_500), (0.999, 5_999), (7.0, 6_000), (-1.0, 5_000)] {
        let mut page = Page::connected();
        page.random = random;
        page.close(Ending::Lost);
        assert_eq!(page.log, [(1, millis)], "{random}");
    }
}

#[test]
fn who_is_not_welcomed_in_ten_seconds_tries_again() {
    let mut page = Page::started();
    assert_eq!(page.timer.map(|(_, after)| after), Some(CONNECT_TIMEOUT));
    let silent = page.socket;
    assert!(matches!(page.wake(), Link::Waiting { attempt: 2, .. }));
    assert_eq!(page.socket, None, "the silent one is closed");
    page.wake();
    assert_ne!(page.socket, silent);
    let late = Event::Welcome(silent.unwrap());
    assert_eq!(page.on(late), Link::Connecting { attempt: 2 }, "a late welcome of it changes nothing");
    assert_eq!(page.welcome(), Link::Connected);
}

#[test]
fn only_a_welcome_resets_the_count() {
    let mut page = Page::connected();
    page.close(Ending::Lost);
    page.wake();
    page.close(Ending::Lost);
    assert_eq!(page.log.last(), Some(&(2, 10_000)));
    page.wake();
    page.welcome();
    page.close(Ending::Lost);
    assert_eq!(page.log.last(), Some(&(1, 5_000)));
}

#[test]
fn a_hint_of_the_device_tries_once_and_counts() {
    for hint in [Event::Online, Event::Visible] {
        let mut page = Page::connected();
        page.close(Ending::Lost);
        let asleep = page.timer.unwrap().0;
        assert_eq!(page.on(hint), Link::Connecting { attempt: 1 });
        assert_eq!(page.log.last(), Some(&(1, 0)));
        assert_eq!(page.on(hint), Link::Connecting { attempt: 1 }, "not while it is being tried");
        assert_eq!(page.on(Event::Woke(asleep)), Link::Connecting { attempt: 1 }, "the old timer is late");
        assert!(matches!(page.close(Ending::Lost), Link::Waiting { attempt: 2, .. }));
        assert_eq!(page.log.last(), Some(&(2, 10_000)), "and the delays go on");
    }
}

#[test]
fn without_a_network_nothing_is_tried() {
    let mut page = Page::connected();
    assert_eq!(page.on(Event::Offline), Link::Offline);
    assert_eq!(page.socket, None);
    assert_eq!(page.on(Event::Visible), Link::Offline);
    assert_eq!(page.on(Event::Online), Link::Connecting { attempt: 1 });
    assert_eq!(page.welcome(), Link::Connected);
    page.close(Ending::Lost);
    assert_eq!(page.on(Event::Offline), Link::Offline);
    let asleep = page.timer.unwrap().0;
    assert_eq!(page.on(Event::Woke(asleep)), Link::Offline);
}

#[test]
fn the_button_begins_anew() {
    let mut page = Page::started();
    while page.close(Ending::Lost) != Link::Stopped {
        page.wake();
    }
    for hint in [Event::Online, Event::Visible, Event::Start] {
        assert_eq!(page.on(hint), Link::Stopped);
    }
    assert_eq!(page.on(Event::Retry), Link::Connecting { attempt: 1 });
    page.close(Ending::Lost);
    assert_eq!(page.log.last(), Some(&(2, 5_000)));
    assert_eq!(page.on(Event::Retry), Link::Connecting { attempt: 1 }, "nor need one wait for the next");
}

#[test]
fn a_server_that_restarts_says_when_to_come_back() {
    let mut page = Page::connected();
    let after = Duration::from_millis(1_234);
    assert_eq!(page.close(Ending::Restarting { after }), Link::Waiting { attempt: 1, until: page.now + 1_234 });
    page.wake();
    page.close(Ending::Lost);
    assert_eq!(page.log.last(), Some(&(2, 10_000)));
}

#[test]
fn a_refusal_is_final() {
    for why in [Refused::SignedOut, Refused::Forbidden] {
        let mut page = Page::connected();
        assert_eq!(page.close(Ending::Refused(why)), Link::Refused(why));
        for event in [Event::Online, Event::Visible, Event::Retry, Event::Start] {
            assert_eq!(page.on(event), Link::Refused(why), "{event:?}");
        }
    }
}

#[test]
fn a_page_that_leaves_closes_its_socket_and_may_come_back() {
    let mut page = Page::connected();
    assert_eq!(page.on(Event::Leave), Link::Idle);
    assert_eq!(page.socket, None);
    assert_eq!(page.on(Event::Start), Link::Connecting { attempt: 1 });
    let mut page = Page::connected();
    page.close(Ending::Lost);
    assert_eq!(page.on(Event::Leave), Link::Idle);
    let asleep = page.timer.unwrap().0;
    assert_eq!(page.on(Event::Woke(asleep)), Link::Idle);
}
