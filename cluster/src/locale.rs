use std::process::Command;

/// Best first. macOS' plain `C` variants know no letters beyond ASCII.
const WANTED: [&str; 3] = if cfg!(target_os = "macos") {
    ["en_US.UTF-8", "C.UTF-8", "en_GB.UTF-8"]
} else {
    ["C.UTF-8", "en_US.UTF-8", "en_GB.UTF-8"]
};

/// A locale of this machine that knows the letters of all alphabets: `lower('Я')` must be `'я'`.
///
/// Without a list (Alpine has none) the first choice is taken: systems that keep no list accept any name.
pub(crate) fn letters() -> String {
    let output = Command::new("locale").arg("-a").output().ok();
    let list = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    choose(&list)
}

fn choose(list: &str) -> String {
    let [first, ..] = WANTED;
    let named = |wanted: &str| list.lines().find(|name| plain(name) == plain(wanted));
    WANTED
        .iter()
        .find_map(|wanted| named(wanted))
        .or_else(|| list.lines().find(|name| plain(name).ends_with(".utf8")))
        .unwrap_or(first)
        .into()
}

/// glibc lists `C.utf8` what others call `C.UTF-8`.
fn plain(name: &str) -> String {
    name.to_lowercase().replace("utf-8", "utf8")
}

#[cfg(all(test, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn a_utf8_locale_is_found_under_any_spelling() {
        assert_eq!(choose("C\nC.utf8\nPOSIX\n"), "C.utf8");
        assert_eq!(choose("C\nPOSIX\nen_US.UTF-8\n"), "en_US.UTF-8");
        assert_eq!(choose("C\nuk_UA.utf8\n"), "uk_UA.utf8");
        assert_eq!(choose(""), "C.UTF-8");
    }
}
