//! Generates a typed function for each text in `texts/*.toml`, a file of lines for each language, and an enum of the
//! icons in `public/icons.svg`. A key, a `{name}` or a plural form that is missing in one language fails the build, and
//! so does the name of an icon that is not in the sprite.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fs,
    path::Path,
};
use toml::{Table, Value};

/// Languages in the order of `Language::ALL`, with the plural categories that whole numbers have in them (CLDR 44).
const LANGUAGES: [(&str, &[&str]); 3] = [
    ("ru", &["one", "few", "many"]),
    ("en", &["one", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
];

/// A plural has a line for each category in this order, in every language; empty for categories that the language does
/// not have.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// `(section, key)` → the text in each language, in the order of [`LANGUAGES`].
type Texts = BTreeMap<(String, String), Vec<Value>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=../public/icons.svg");
    println!("cargo::rerun-if-changed=build.rs");
    // Hydration needs the same setting on both sides: server and browser must render the same markers.
    if env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_none() {
        return Err("built without `--cfg erase_components`: RUSTFLAGS, or another configuration of cargo, hides what .cargo/config.toml says".into());
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let mut catalogue = Catalogue::default();
    for ((section, key), values) in &read()? {
        let name = format!("{section}_{key}");
        catalogue.add(&name, values).map_err(|problem| format!("texts: {name}: {problem}"))?;
    }
    fs::write(out.join("texts.rs"), format!("impl Texts {{\n{}}}\n", catalogue.functions))?;
    for ((language, _), lines) in LANGUAGES.iter().zip(&catalogue.lines) {
        fs::write(out.join(format!("{language}.txt")), lines.join("\n"))?;
    }
    Ok(fs::write(out.join("icons.rs"), icons(&fs::read_to_string("../public/icons.svg")?))?)
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
    for (language, _) in LANGUAGES {
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

/// The generated functions, and the lines that they read by number.
#[derive(Default)]
struct Catalogue {
    functions: String,
    lines: [Vec<String>; LANGUAGES.len()],
}

impl Catalogue {
    fn add(&mut self, name: &str, values: &[Value]) -> Result<(), String> {
        if let Some(text) = values.iter().filter_map(Value::as_str).find(|text| text.contains('\n')) {
            return Err(format!("{text:?} has more than one line"));
        }
        if values.iter().all(Value::is_str) { self.add_text(name, values) } else { self.add_plural(name, values) }
    }

    /// A function for a text, with a parameter for each `{name}`.
    fn add_text(&mut self, name: &str, values: &[Value]) -> Result<(), String> {
        let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        let names = same_names(texts.iter().copied())?;
        let line = self.next_line();
        for (lines, text) in self.lines.iter_mut().zip(&texts) {
            lines.push((*text).to_owned());
        }
        let body = match names.as_slice() {
            [] => format!("self.line({line})"),
            names => format!("self.fill({line}, &[{}])", pairs(names)),
        };
        let returned = if names.is_empty() { "&'static str" } else { "String" };
        self.add_function(name, &texts, &arguments(&names), returned, &body);
        Ok(())
    }

    /// A function for a text that depends on a whole number `n`, with a parameter for each further `{name}`.
    fn add_plural(&mut self, name: &str, values: &[Value]) -> Result<(), String> {
        let line = self.next_line();
        let mut documented = Vec::new();
        for (((_, categories), value), lines) in LANGUAGES.iter().zip(values).zip(&mut self.lines) {
            let forms = value.as_table().ok_or("a plural in one language, a text in another")?;
            for category in CATEGORIES {
                let form = forms.get(category).and_then(Value::as_str);
                // Forms for fractions are ignored: counts are whole numbers.
                let form = form.filter(|_| categories.contains(&category));
                if form.is_none() && categories.contains(&category) {
                    return Err(format!("no form {category:?}"));
                }
                documented.extend(form.map(str::to_owned));
                lines.push(form.unwrap_or_default().to_owned());
            }
        }
        // A plural form may leave out a name, as "none" does.
        let more: BTreeSet<String> =
            documented.iter().flat_map(|form| names(form)).filter(|name| name != "n").collect();
        let more: Vec<String> = more.into_iter().collect();
        let body = format!("self.fill_plural({line}, n, &[{}])", pairs(&more));
        let documented: Vec<&str> = documented.iter().map(String::as_str).collect();
        self.add_function(name, &documented, &format!(", n: i64{}", arguments(&more)), "String", &body);
        Ok(())
    }

    /// The number of the next line, the same in all languages.
    fn next_line(&self) -> usize {
        self.lines.iter().map(Vec::len).max().unwrap_or_default()
    }

    fn add_function(&mut self, name: &str, texts: &[&str], arguments: &str, returned: &str, body: &str) {
        let doc = texts.join(" · ");
        self.functions +=
            &format!("    /// {doc}\n    pub fn {name}(self{arguments}) -> {returned} {{\n        {body}\n    }}\n");
    }
}

fn arguments(names: &[String]) -> String {
    names.iter().map(|name| format!(", {name}: impl Display")).collect()
}

fn pairs(names: &[String]) -> String {
    names.iter().map(|name| format!("({name:?}, &{name})")).collect::<Vec<_>>().join(", ")
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
    first.chain(letters).collect()
}

/// The `{names}` of a text; fails unless they are the same in all languages.
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
