//! Entities: the five of XML, and plain text that the document type declares. Nothing is expanded
//! twice, so that a few lines cannot become a gigabyte.

use quick_xml::escape::{EscapeError, resolve_predefined_entity, unescape, unescape_with};

/// The most entities that a document type may declare.
const MAX_ENTITIES: usize = 1000;

/// The longest text of an entity, in bytes.
const MAX_TEXT: usize = 4096;

/// What a document type declares.
#[derive(Debug, Default)]
pub(super) struct Entities {
    declared: Vec<(String, Result<String, &'static str>)>,
}

impl Entities {
    /// Reads the declarations of a document type: `speak [<!ENTITY name "text">]`.
    pub(super) fn declare(&mut self, doctype: &str) {
        for part in doctype.split("<!ENTITY").skip(1).take(MAX_ENTITIES) {
            let part = part.trim_start();
            let Some((name, rest)) = part.split_once(char::is_whitespace) else {
                continue;
            };
            if name == "%" {
                continue;
            }
            let rest = rest.trim_start();
            let text = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
                _ => {
                    let problem = "stands for another file, which is not read";
                    self.add(name, Err(problem));
                    continue;
                }
            };
            // References in an entity's text are those of XML itself, or none.
            let text = match unescape(text) {
                _ if text.len() > MAX_TEXT => Err("is too long"),
                Ok(decoded) if !decoded.contains('<') => Ok(decoded.into_owned()),
                Ok(_) => Err("has markup in it, which is not expanded"),
                Err(_) => Err("has other entities in it, which are not expanded"),
            };
            self.add(name, text);
        }
    }

    /// The first declaration of a name counts (XML 1.0, section 4.2).
    fn add(&mut self, name: &str, text: Result<String, &'static str>) {
        if !self.declared.iter().any(|(n, _)| n == name) {
            self.declared.push((name.to_owned(), text));
        }
    }

    /// The text of an entity; the problem, if there is none.
    pub(super) fn resolve(&self, name: &str) -> Result<&str, String> {
        if let Some(text) = resolve_predefined_entity(name) {
            return Ok(text);
        }
        match self.declared.iter().find(|(n, _)| n == name) {
            Some((_, Ok(text))) => Ok(text),
            Some((_, Err(problem))) => Err(format!("the entity `&{name};` {problem}")),
            None => Err(format!(
                "the entity `&{name};` is not declared: write the character itself"
            )),
        }
    }

    /// The text of an attribute; where in `raw` there is a problem, and which, if there is one.
    pub(super) fn unescape(&self, raw: &str) -> Result<String, (usize, String)> {
        let text = unescape_with(raw, |name| self.resolve(name).ok());
        text.map(|t| t.into_owned()).map_err(|e| match &e {
            // The range is that of the name.
            EscapeError::UnrecognizedEntity(at, name) => {
                let problem = self.resolve(name).err().unwrap_or_else(|| e.to_string());
                (at.start.saturating_sub(1), problem)
            }
            EscapeError::UnterminatedEntity(at) => {
                (at.start, "an `&` that begins no entity".to_owned())
            }
            _ => (0, e.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_expanded_and_nothing_else() {
        let mut entities = Entities::default();
        entities.declare(
            "speak [<!ENTITY a \"A &amp; B\"> <!ENTITY a \"C\"> <!ENTITY b '&a;&a;'>\
             <!ENTITY c SYSTEM \"file\"> <!ENTITY % d \"x\"> <!ENTITY e '<p/>']",
        );
        assert_eq!(entities.resolve("a").unwrap(), "A & B");
        for name in ["b", "c", "d", "e", "f"] {
            assert!(entities.resolve(name).is_err(), "{name}");
        }
        assert_eq!(entities.unescape("&lt;&a;&#65;").unwrap(), "<A & BA");
    }
}
