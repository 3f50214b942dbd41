//! The migrations are a part of the program: a new file compiles it anew.

fn main() {
    println!("cargo::rerun-if-changed=../migrations");
}
