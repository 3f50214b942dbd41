use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Where systems keep several versions: parent folder, prefix of the version's folder, subfolder of the programs.
const VERSIONED_FOLDERS: [(&str, &str, &str); 4] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
];

/// Folders that may hold PostgreSQL's programs, in order of preference: `PATH` (the administrator's choice), then
/// Debian, Red Hat and Homebrew, newest version first.
pub(super) fn candidate_folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<_> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    for (parent, prefix, rest) in VERSIONED_FOLDERS {
        folders.extend(newest_first(Path::new(parent), prefix).into_iter().map(|folder| folder.join(rest)));
    }
    folders
}

fn newest_first(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?, entry.path())))
        .collect();
    versions.sort_unstable_by(|one, other| other.cmp(one));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn versions_are_sorted_numerically() {
        let parent = env::temp_dir().join(format!("cluster-candidates-{}", std::process::id()));
        for name in ["pgsql-9", "pgsql-14", "pgsql-17", "pgsql-extra", "other"] {
            fs::create_dir_all(parent.join(name)).unwrap();
        }
        let found = newest_first(&parent, "pgsql-");
        fs::remove_dir_all(&parent).unwrap();
        assert_eq!(found, ["pgsql-17", "pgsql-14", "pgsql-9"].map(|name| parent.join(name)));
    }
}
