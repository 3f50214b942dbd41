//! Makes typed functions of the texts in `texts/*.toml`, and an enum of the icons in `public/icons.svg`. A key, a
//! `{name}` or a plural form that is missing in one language fails the build, and so does the name of an icon that the
//! sprite does not have.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::Path,
};
use toml::{Table, Value};

/// Languages with the plural categories that whole numbers have in them (CLDR 44), as `Language`'s variants.
const LANGUAGES: [(&str, &str, &[&str]); 3] = [
    ("Ru", "ru", &["one", "few", "many"]),
    ("En", "en", &["one", "other"]),
    ("Ar", "ar", &["zero", "one", "two", "few", "many", "other"]),
];

/// `(section, key)` → the text in each language.
type Texts = BTreeMap<(String, String), Vec<Value>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=../public/icons.svg");
    println!("cargo::rerun-if-changed=build.rs");
    // Server and browser would not understand each other.
    if env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_none() {
        return Err("built without `--cfg erase_components`: RUSTFLAGS, or another configuration of cargo, hides what .cargo/config.toml says".into());
    }
    let mut code = String::from("impl Texts {\n");
    for ((section, key), values) in &read()? {
        let name = format!("{section}_{key}");
        let function = if values.iter().all(Value::is_str) { text(values) } else { plural(values) };
        code += &function.map_err(|problem| format!("texts: {name}: {problem}"))?.replace("NAME", &name);
    }
    code += "}\n";
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("texts.rs"), code)?;
    Ok(fs::write(Path::new(&out).join("icons.rs"), icons(&fs::read_to_string("../public/icons.svg")?))?)
}

/// An enum with a variant for each symbol of the sprite: `arrow-down` is `IconName::ArrowDown`.
fn icons(sprite: &str) -> String {
    let ids: Vec<&str> = sprite.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let variant = |id: &str| id.split('-').map(capitalized).collect::<String>();
    let variants = ids.iter().fold(String::new(), |list, id| list + &format!("    {},\n", variant(id)));
    let arms = ids
        .iter()
        .fold(String::new(), |list, id| list + &format!("            IconName::{} => {id:?},\n", variant(id)));
    format!(
        "/// An icon of the sprite `public/icons.svg`, by its name in Lucide.\n\
         #[allow(missing_docs)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum IconName {{\n{variants}}}\n\n\
         impl IconName {{\n    /// The id of its symbol in the sprite.\n    pub fn id(self) -> &'static str {{\n        \
         match self {{\n{arms}        }}\n    }}\n}}\n"
    )
}

fn read() -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    for (_, language, _) in LANGUAGES {
        let file: Table = toml::from_str(&fs::read_to_string(format!("texts/{language}.toml"))?)?;
        for (section, keys) in file {
            for (key, value) in keys.as_table().ok_or("texts stand in sections")? {
                texts.entry((section.clone(), key.clone())).or_default().push(value.clone());
            }
        }
    }
    match texts.iter().find(|(_, values)| values.len() != LANGUAGES.len()) {
        Some(((section, key), _)) => Err(format!("texts: {section}.{key} is missing in a language").into()),
        None => Ok(texts),
    }
}

/// A text without or with `{names}`.
fn text(values: &[Value]) -> Result<String, String> {
    let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
    let names = same_names(texts.iter().copied())?;
    let arms: String = LANGUAGES.iter().zip(&texts).fold(String::new(), |mut arms, ((variant, ..), text)| {
        let text = if names.is_empty() { format!("{text:?}") } else { format!("format!({text:?})") };
        let _ = writeln!(arms, "        Language::{variant} => {text},");
        arms
    });
    let arguments = names.iter().fold(String::new(), |list, name| list + &format!(", {name}: impl std::fmt::Display"));
    let returned = if names.is_empty() { "&'static str" } else { "String" };
    Ok(function(&texts, &arguments, returned, &arms))
}

/// A text that depends on a whole number `n`, without or with further `{names}`.
fn plural(values: &[Value]) -> Result<String, String> {
    let mut arms = String::new();
    let mut documented = Vec::new();
    for ((variant, _, categories), value) in LANGUAGES.iter().zip(values) {
        let forms = value.as_table().ok_or("a plural in one language, a text in another")?;
        let _ = writeln!(arms, "        Language::{variant} => match plural(self.0, n) {{");
        for (at, category) in categories.iter().enumerate() {
            let form = forms.get(*category).and_then(Value::as_str).ok_or(format!("no form {category:?}"))?;
            let pattern = if at + 1 == categories.len() { "_".into() } else { category_variant(category) };
            let shown = form.replace("{n}", "{shown}");
            let text = if shown.contains('{') { format!("format!({shown:?})") } else { format!("{form:?}.to_owned()") };
            let _ = writeln!(arms, "            {pattern} => {text},");
            documented.push(form);
        }
        arms += "        },\n";
    }
    // A form may leave one out: "none" says nothing of who.
    let more: BTreeSet<String> = documented.iter().flat_map(|form| names(form)).filter(|name| name != "n").collect();
    let arguments =
        more.iter().fold(", n: i64".to_owned(), |list, name| list + &format!(", {name}: impl std::fmt::Display"));
    let code = function(&documented, &arguments, "String", &arms);
    Ok(code.replace("match self.0 {", "let shown = number(self.0, n);\n        match self.0 {"))
}

fn category_variant(category: &str) -> String {
    format!("Plural::{}", capitalized(category))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
    first.chain(letters).collect()
}

fn function(texts: &[&str], arguments: &str, returned: &str, arms: &str) -> String {
    let doc = texts.join(" · ").replace('\n', " ");
    format!(
        "    /// {doc}\n    pub fn NAME(self{arguments}) -> {returned} {{\n        match self.0 {{\n{arms}        }}\n    }}\n"
    )
}

/// The `{names}` of a text, which must be the same in all languages.
fn same_names<'a>(mut texts: impl Iterator<Item = &'a str>) -> Result<Vec<String>, String> {
    let first = names(texts.next().unwrap_or_default());
    match texts.find(|text| names(text) != first) {
        Some(other) => Err(format!("{other:?} has other names than {first:?}")),
        None => Ok(first),
    }
}

fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}
