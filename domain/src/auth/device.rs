use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

crate::ids::id!(
    /// A time of being signed in on one device.
    SessionId
);

/// A device that somebody is signed in on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What signing out there ends.
    pub session: SessionId,
    /// What it is.
    pub name: DeviceName,
    /// When they signed in, on the salon's clock.
    pub since: DateTime,
    /// When it was last used, on the salon's clock.
    pub seen: DateTime,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// Browser and system, as people call them; empty where a device does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceName {
    /// `Chrome`, `Safari` …
    pub browser: String,
    /// `iPhone`, `Windows` …
    pub system: String,
}

/// What tells a browser; those that name others too come first.
const BROWSERS: [(&str, &str); 10] = [
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl DeviceName {
    /// From what the browser says of itself with each request.
    pub fn of_user_agent(agent: &str) -> Self {
        let first = |marks: &[(&str, &str)]| {
            marks.iter().find(|(mark, _)| agent.contains(mark)).map_or_else(String::new, |(_, name)| (*name).to_owned())
        };
        DeviceName { browser: first(&BROWSERS), system: first(&SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_called_as_people_call_them() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge",
                "Windows",
            ),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Mac"),
            ("curl/8.0", "", ""),
        ] {
            let name = DeviceName::of_user_agent(agent);
            assert_eq!((name.browser.as_str(), name.system.as_str()), (browser, system), "{agent}");
        }
    }
}
