//! What a page says of its article in JSON-LD, with the vocabulary of schema.org.

use serde_json::Value;

use super::dom::{Data, Dom, Id, ROOT};
use crate::article::source::Builder;
use crate::article::{Block, BlockKind};

/// The facts of the page's article.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) lang: Option<String>,
    /// The script in which the text of the article stands, if it does.
    body: Option<Id>,
}

/// Scripts of more bytes than this are no description of an article.
const LONGEST_SCRIPT: usize = 2 << 20;

/// Reads the scripts of linked data; the first article in them counts.
pub(super) fn read(dom: &Dom) -> Linked {
    let mut linked = Linked::default();
    let mut next = Some(ROOT);
    while let Some(id) = next {
        if dom.name(id) == "script"
            && dom
                .attribute(id, "type")
                .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"))
        {
            for child in dom.children(id) {
                if let Data::Text { text, .. } = &dom.node(child).data
                    && text.len() <= LONGEST_SCRIPT
                    && let Ok(value) = serde_json::from_str::<Value>(text)
                {
                    linked.take(&value, child, 0);
                }
            }
        }
        next = dom.following(id, ROOT, true);
    }
    linked
}

impl Linked {
    /// Looks for articles in a value and in the lists and graphs in it.
    fn take(&mut self, value: &Value, script: Id, depth: usize) {
        if depth > 4 {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|v| self.take(v, script, depth + 1)),
            Value::Object(object) => {
                if is_article(value) {
                    self.article(value, script);
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.take(inner, script, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, value: &Value, script: Id) {
        let text = |key: &str| plain(value.get(key)?);
        self.title = self.title.take().or_else(|| text("headline"));
        self.date = self.date.take().or_else(|| text("datePublished"));
        self.lang = self.lang.take().or_else(|| text("inLanguage"));
        self.author = self.author.take().or_else(|| names(value.get("author")?));
        let long = value.get("articleBody").and_then(Value::as_str);
        if self.body.is_none() && long.is_some_and(|body| body.len() >= SHORTEST_BODY) {
            self.body = Some(script);
        }
    }

    /// The text of the article as paragraphs, if the page gives it in the linked data.
    pub(super) fn body(&self, dom: &Dom) -> Vec<Block> {
        let Some(id) = self.body else {
            return Vec::new();
        };
        let Data::Text { text, source } = &dom.node(id).data else {
            return Vec::new();
        };
        paragraphs(text, *source)
    }
}

/// A shorter text, in bytes, is a summary.
const SHORTEST_BODY: usize = 400;

fn is_article(value: &Value) -> bool {
    let article =
        |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Recipe";
    match value.get("@type") {
        Some(Value::String(kind)) => article(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(article),
        _ => false,
    }
}

/// A text of one line.
fn plain(value: &Value) -> Option<String> {
    let text = value
        .as_str()?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!text.is_empty() && text.len() <= 1000).then_some(text)
}

/// The names of one author or several.
fn names(value: &Value) -> Option<String> {
    let found = match value {
        Value::Array(values) => {
            let names: Vec<String> = values.iter().take(8).filter_map(names).collect();
            names.join(", ")
        }
        Value::Object(object) => plain(object.get("name")?)?,
        other => plain(other)?,
    };
    (!found.is_empty() && !found.starts_with("http")).then_some(found)
}

/// The string after `"articleBody":` in the script, as paragraphs with their place in the source.
fn paragraphs(script: &str, source: Option<usize>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Some(key) = script.find("\"articleBody\"") else {
        return blocks;
    };
    let Some(quote) = script[key + 13..].find('"').map(|at| key + 13 + at) else {
        return blocks;
    };
    let mut open = Builder::default();
    let mut at = quote + 1;
    while let Some(rest) = script.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.find(['"', '\\', '<', '\n']).unwrap_or(rest.len());
        match source {
            Some(start) => open.copy(&rest[..run], start + at),
            None => open.insert(&rest[..run]),
        }
        at += run;
        let len = match script.as_bytes().get(at) {
            Some(b'\\') => escape(&script[at..], &mut open),
            Some(b'<') => tag(&script[at..], &mut open),
            Some(b'\n') => {
                open.space();
                1
            }
            _ => break,
        };
        at += len;
        if open.text.ends_with('\n') {
            blocks.extend(open.finish(BlockKind::Paragraph));
        }
    }
    blocks.extend(open.finish(BlockKind::Paragraph));
    blocks
}

/// Adds what an escape at the start of `text` stands for; gives its length.
fn escape(text: &str, out: &mut Builder) -> usize {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match text.as_bytes().get(1) {
        Some(b'n' | b'r') => out.insert("\n"),
        Some(b't') => out.space(),
        Some(b'u') => {
            let units: Vec<u16> = [unit(0), unit(6)].into_iter().map_while(|u| u).collect();
            let found = char::decode_utf16(units).next().and_then(Result::ok);
            let Some(c) = found else { return 2 };
            match c {
                '\n' | '\r' => out.insert("\n"),
                c => out.insert(c.encode_utf8(&mut [0; 4])),
            }
            return if c.len_utf16() == 2 { 12 } else { 6 };
        }
        Some(b'"') => out.insert("\""),
        Some(b'\\') => out.insert("\\"),
        Some(b'/') => out.insert("/"),
        _ => return text[1..].chars().next().map_or(1, |c| 1 + c.len_utf8()),
    }
    2
}

/// Passes a tag at the start of `text`, if it is one: between blocks it ends a paragraph.
fn tag(text: &str, out: &mut Builder) -> usize {
    let name = text[1..].trim_start_matches(['/', '\\']);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let Some(end) = text.find('>').filter(|&end| is_tag && end < 2000) else {
        out.insert("<");
        return 1;
    };
    let inline = ["a ", "a>", "b>", "i>", "em", "strong", "span"];
    if !inline.iter().any(|start| name.starts_with(start)) {
        out.insert("\n");
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_keeps_its_place() {
        let script =
            r#"{"articleBody":"One \"two\".\n\nThr\u00e9e <b>four</b> < 5.<p>S\ud83d\ude00x"}"#;
        let found = paragraphs(script, Some(100));
        let texts: Vec<&str> = found.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["One \"two\".", "Thrée four < 5.", "S😀x"]);
        assert_eq!(found[0].source.range(0..3), 116..119);
        for script in [
            r#"{"articleBody":"a\"#,
            r#"{"articleBody""#,
            r#""articleBody":"\u12"#,
        ] {
            paragraphs(script, None);
        }
    }
}
