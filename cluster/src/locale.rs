use std::process::Command;

/// In order of preference. The `C` locales of macOS classify ASCII letters only.
const PREFERRED: [&str; 3] = if cfg!(target_os = "macos") {
    ["en_US.UTF-8", "C.UTF-8", "en_GB.UTF-8"]
} else {
    ["C.UTF-8", "en_US.UTF-8", "en_GB.UTF-8"]
};

/// A locale of this machine that classifies the letters of all alphabets: `lower('Я')` must be `'я'`.
///
/// The first preference where `locale -a` does not exist (Alpine): such systems accept any name.
pub(crate) fn character_type() -> String {
    let output = Command::new("locale").arg("-a").output().ok();
    let list = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    choose(&list)
}

fn choose(list: &str) -> String {
    let [first, ..] = PREFERRED;
    let named = |wanted: &str| list.lines().find(|name| normalized(name) == normalized(wanted));
    PREFERRED
        .iter()
        .find_map(|wanted| named(wanted))
        .or_else(|| list.lines().find(|name| normalized(name).ends_with(".utf8")))
        .unwrap_or(first)
        .into()
}

/// glibc spells `C.UTF-8` as `C.utf8`.
fn normalized(name: &str) -> String {
    name.to_lowercase().replace("utf-8", "utf8")
}

#[cfg(all(test, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn utf8_locale_is_found_in_any_spelling() {
        assert_eq!(choose("C\nC.utf8\nPOSIX\n"), "C.utf8");
        assert_eq!(choose("C\nPOSIX\nen_US.UTF-8\n"), "en_US.UTF-8");
        assert_eq!(choose("C\nuk_UA.utf8\n"), "uk_UA.utf8");
        assert_eq!(choose(""), "C.UTF-8");
    }
}
