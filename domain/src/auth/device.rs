use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

crate::ids::id!(
    /// Key of a session, `sessions.id`: one person signed in on one device.
    SessionId
);

/// A live session of a person, as the list of their devices shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The session that signing out this device ends.
    pub session: SessionId,
    /// Browser and operating system of the device.
    pub name: DeviceName,
    /// When the person signed in; local time of the salon.
    pub since: DateTime,
    /// When the session was last used, to the minute; local time of the salon.
    pub seen: DateTime,
    /// Whether this is the session of the current request.
    pub here: bool,
}

/// Browser and operating system from a `User-Agent`; empty strings where they are not recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceName {
    /// Browser, such as `Chrome` or `Safari`; may be empty.
    pub browser: String,
    /// Operating system or device, such as `iPhone` or `Windows`; may be empty.
    pub system: String,
}

/// Mark in the `User-Agent` and the browser's name. Order matters: a browser whose `User-Agent` contains the marks of
/// others comes before them.
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
    /// Recognises a `User-Agent` header; never fails.
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
