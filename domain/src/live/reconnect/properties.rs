//! Properties that hold for every sequence of events.

use super::*;
use proptest::{collection::vec, prelude::*};

/// An event; `old` is how many generations ago its socket or timer was started.
#[derive(Clone, Debug)]
enum Happens {
    Event(Event),
    Welcome { old: u32 },
    Closed { old: u32, ending: Ending },
    Woke { old: u32 },
}

fn happens() -> impl Strategy<Value = Happens> {
    let old = || prop_oneof![4 => Just(0_u32), 1 => 1..4_u32];
    let ending = prop_oneof![
        8 => Just(Ending::Lost),
        1 => (0..20_000_u64).prop_map(|millis| Ending::Restarting { after: Duration::from_millis(millis) }),
        1 => Just(Ending::Refused(Refused::SignedOut)),
    ];
    let plain = prop_oneof![
        4 => Just(Event::Start),
        2 => Just(Event::Online),
        2 => Just(Event::Offline),
        2 => Just(Event::Visible),
        1 => Just(Event::Retry),
        1 => Just(Event::Leave),
    ];
    prop_oneof![
        3 => plain.prop_map(Happens::Event),
        1 => old().prop_map(|old| Happens::Welcome { old }),
        6 => (old(), ending).prop_map(|(old, ending)| Happens::Closed { old, ending }),
        6 => old().prop_map(|old| Happens::Woke { old }),
    ]
}

impl Reconnect {
    fn event(&self, happens: &Happens) -> Event {
        let of = |old: u32| Generation(self.generation.0.wrapping_sub(old));
        match *happens {
            Happens::Event(event) => event,
            Happens::Welcome { old } => Event::Welcome(of(old)),
            Happens::Closed { old, ending } => Event::Closed(of(old), ending),
            Happens::Woke { old } => Event::Woke(of(old)),
        }
    }
}

proptest! {
    #[test]
    fn never_two_sockets_nor_eleven_attempts(all in vec(happens(), 0..200), random in 0.0..1.0_f64, network: bool) {
        let mut policy = Reconnect::new(network);
        let (mut socket, mut attempts) = (None, 0);
        for happens in all {
            let event = policy.event(&happens);
            if let Event::Closed(of, _) = event {
                socket.take_if(|socket| *socket == of);
            }
            // The button, and leaving the page, reset the count of attempts.
            if matches!(event, Event::Retry | Event::Leave) {
                attempts = 0;
            }
            for effect in policy.on(event, 0, random) {
                match effect {
                    Effect::Close(of) => {
                        socket.take_if(|socket| *socket == of);
                    }
                    Effect::Open(of) => {
                        prop_assert_eq!(socket.replace(of), None);
                        attempts += 1;
                        prop_assert!(attempts <= ATTEMPTS);
                    }
                    Effect::Wake(_, after) => prop_assert!(after <= LONGEST_DELAY.mul_f64(1.0 + SPREAD)),
                    Effect::Log { attempt, .. } => prop_assert!(attempt <= ATTEMPTS),
                }
            }
            let open = matches!(policy.link(), Link::Connecting { .. } | Link::Connected);
            prop_assert_eq!(open, socket.is_some(), "a socket is there exactly where the link says so");
            if policy.link() == Link::Connected {
                attempts = 0;
            }
        }
    }

    #[test]
    fn what_is_late_changes_nothing(all in vec(happens(), 0..100), old in 1..50_u32, ending in Just(Ending::Lost)) {
        let mut policy = Reconnect::new(true);
        for happens in all {
            let event = policy.event(&happens);
            policy.on(event, 0, 0.5);
            let of = Generation(policy.generation.0.wrapping_sub(old));
            let link = policy.link();
            for late in [Event::Welcome(of), Event::Closed(of, ending), Event::Woke(of)] {
                prop_assert_eq!(policy.on(late, 0, 0.5), []);
            }
            prop_assert_eq!(policy.link(), link);
        }
    }

    /// From any state: with a network and expiring timers it stops if the server never answers, and connects if it
    /// does.
    #[test]
    fn it_always_stops_or_connects(all in vec(happens(), 0..100), answers: bool) {
        let mut policy = Reconnect::new(true);
        for happens in all {
            let event = policy.event(&happens);
            policy.on(event, 0, 0.5);
        }
        policy.on(Event::Online, 0, 0.5);
        policy.on(Event::Start, 0, 0.5);
        for _ in 0..=2 * ATTEMPTS {
            match policy.link() {
                Link::Connecting { .. } if answers => policy.on(Event::Welcome(policy.generation), 0, 0.5),
                Link::Connecting { .. } | Link::Waiting { .. } => policy.on(Event::Woke(policy.generation), 0, 0.5),
                Link::Connected if !answers => policy.on(Event::Closed(policy.generation, Ending::Lost), 0, 0.5),
                _ => break,
            };
        }
        match policy.link() {
            Link::Connected => prop_assert!(answers),
            Link::Stopped | Link::Refused(_) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
