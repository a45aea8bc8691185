//! The page as a tree in one array, built by html5ever's tree builder.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};

use super::judge::{self, Display};

/// A node's place in the array; [`NONE`] for no node.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// The document node.
pub(super) const ROOT: Id = 0;

/// More nodes than this, and the page is refused: markup that multiplies, not an article.
pub(super) const MAX_NODES: usize = 2_000_000;

/// A node of the page.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) last: Id,
    pub(super) next: Id,
    pub(super) previous: Id,
    depth: u16,
    pub(super) data: Data,
}

#[derive(Debug)]
pub(super) enum Data {
    /// The document, or the contents of a template.
    Root,
    Element {
        name: QualName,
        attributes: Vec<(LocalName, Box<str>)>,
    },
    Text {
        text: String,
        /// Where it stands in the source, byte for byte, if it does.
        source: Option<usize>,
    },
    /// What is not needed: comments and processing instructions.
    Other,
}

/// A finished page.
#[derive(Debug)]
pub(super) struct Dom {
    pub(super) nodes: Vec<Node>,
    /// How each node takes part in the text.
    pub(super) displays: Vec<Display>,
}

impl Dom {
    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The name of an HTML element in lower case; empty for other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    pub(super) fn is_element(&self, id: Id) -> bool {
        matches!(self.node(id).data, Data::Element { .. })
    }

    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.node(id).data else {
            return None;
        };
        let (_, value) = attributes.iter().find(|(n, _)| &**n == name)?;
        Some(value)
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = self.node(id).first;
        std::iter::successors((first != NONE).then_some(first), |&child| {
            let next = self.node(child).next;
            (next != NONE).then_some(next)
        })
    }

    /// The node after `id` in document order, below `top`; its own children only if `enter`.
    pub(super) fn following(&self, id: Id, top: Id, enter: bool) -> Option<Id> {
        let node = self.node(id);
        if enter && node.first != NONE {
            return Some(node.first);
        }
        let mut at = id;
        while at != top {
            let node = self.node(at);
            if node.next != NONE {
                return Some(node.next);
            }
            at = node.parent;
            if at == NONE {
                break;
            }
        }
        None
    }

    /// Whether `id` is `top` or stands below it.
    pub(super) fn is_within(&self, id: Id, top: Id) -> bool {
        let mut at = id;
        while at != NONE {
            if at == top {
                return true;
            }
            at = self.node(at).parent;
        }
        false
    }
}

/// Builds a [`Dom`] from what the tree builder asks for.
#[derive(Debug)]
pub(super) struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// The characters of the token at work, and where they stand in the source.
    pub(super) token: RefCell<(StrTendril, Option<usize>)>,
    /// The depth of the element that was opened or closed last.
    pub(super) depth: Cell<usize>,
    /// How often a text did not run on where the one before it ends.
    pieces: Cell<usize>,
    /// Null bytes since the last text, which do not divide it.
    pub(super) nulls: Cell<usize>,
    /// Where the contents of all templates go, once there is one.
    templates: Cell<Id>,
}

/// So many times a text may be divided by characters that are written by name, each part a node with
/// its place; the rest of the page is read without places. An article in any language stays far below.
const MOST_PIECES: usize = 400_000;

impl Sink {
    pub(super) fn new() -> Self {
        let sink = Sink {
            nodes: RefCell::new(Vec::new()),
            token: RefCell::default(),
            depth: Cell::new(0),
            pieces: Cell::new(0),
            nulls: Cell::new(0),
            templates: Cell::new(NONE),
        };
        sink.add(Data::Root);
        sink
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn add(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
            previous: NONE,
            depth: 0,
            data,
        });
        (nodes.len() - 1) as Id
    }

    /// A text node, with its place in the source if it is the end of the token at work.
    fn text(&self, text: &StrTendril) -> Data {
        let token = self.token.borrow();
        let cut = token.0.len().checked_sub(text.len());
        let source = match (cut, token.1) {
            (Some(cut), Some(start)) if token.0.ends_with(&**text) => Some(start + cut),
            _ => None,
        };
        Data::Text {
            text: text.to_string(),
            source,
        }
    }

    /// Lets the text node `id` grow by `text`, if that runs on in the source, or if the page has had so
    /// many pieces already that their places are not worth a node each.
    fn grows(&self, id: Id, text: &StrTendril) -> bool {
        let Data::Text { source: next, .. } = self.text(text) else {
            return false;
        };
        let mut nodes = self.nodes.borrow_mut();
        let Some(Data::Text {
            text: before,
            source,
        }) = nodes.get_mut(id as usize).map(|node| &mut node.data)
        else {
            return false;
        };
        let nulls = self.nulls.take();
        let runs_on = match (*source, next) {
            (Some(start), Some(next)) => start + before.len() + nulls == next,
            (None, None) => true,
            _ => false,
        };
        if !runs_on {
            let pieces = self.pieces.get() + 1;
            self.pieces.set(pieces);
            if pieces < MOST_PIECES {
                return false;
            }
            *source = None;
        }
        // They keep the text in step with the source, and are left out when it is read.
        before.extend(std::iter::repeat_n('\0', nulls));
        before.push_str(text);
        true
    }

    fn node_of(&self, child: NodeOrText<Id>, before: Id) -> Option<Id> {
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                Some(id)
            }
            NodeOrText::AppendText(text) if self.grows(before, &text) => None,
            NodeOrText::AppendText(text) => Some(self.add(self.text(&text))),
        }
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = {
            let node = &mut nodes[id as usize];
            let places = (node.parent, node.previous, node.next);
            (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
            places
        };
        if previous != NONE {
            nodes[previous as usize].next = next;
        } else if parent != NONE {
            nodes[parent as usize].first = next;
        }
        if next != NONE {
            nodes[next as usize].previous = previous;
        } else if parent != NONE {
            nodes[parent as usize].last = previous;
        }
    }

    /// Puts `id` among the children of `parent`, before `next` or last.
    fn attach(&self, id: Id, parent: Id, next: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = match next {
            NONE => nodes[parent as usize].last,
            next => nodes[next as usize].previous,
        };
        let depth = nodes[parent as usize].depth.saturating_add(1);
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (parent, previous, next);
        node.depth = depth;
        if matches!(node.data, Data::Element { .. }) {
            self.depth.set(usize::from(depth));
        }
        match previous {
            NONE => nodes[parent as usize].first = id,
            previous => nodes[previous as usize].next = id,
        }
        match next {
            NONE => nodes[parent as usize].last = id,
            next => nodes[next as usize].previous = id,
        }
    }
}

/// The attributes that anything here looks at.
const KEPT: [&str; 40] = [
    "align",
    "alt",
    "aria-hidden",
    "aria-label",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "data-area",
    "data-component",
    "data-gu-name",
    "data-module",
    "data-testid",
    "data-type",
    "datetime",
    "disabled",
    "epub:type",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "open",
    "property",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "shadowrootmode",
    "size",
    "start",
    "style",
    "title",
    "type",
    "value",
    "xml:lang",
];

/// Longer values are cut, in bytes: none that matters is as long.
const LONGEST_VALUE: usize = 1000;

fn kept(attributes: Vec<Attribute>) -> Vec<(LocalName, Box<str>)> {
    let kept = attributes
        .into_iter()
        .filter(|a| a.name.ns == ns!() && KEPT.contains(&&*a.name.local));
    kept.map(|a| {
        let value = &*a.value;
        let end = (0..=LONGEST_VALUE.min(value.len()))
            .rev()
            .find(|&end| value.is_char_boundary(end))
            .unwrap_or(0);
        (a.name.local, value[..end].into())
    })
    .collect()
}

/// The name of an element in the array.
#[derive(Debug)]
pub(super) struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Dom {
        let mut dom = Dom {
            nodes: self.nodes.into_inner(),
            displays: Vec::new(),
        };
        dom.displays = (0..dom.nodes.len() as Id)
            .map(|id| judge::of_node(&dom, id))
            .collect();
        dom
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target as usize].data {
                Data::Element { name, .. } => name,
                // The trait promises that only elements are asked for.
                other => unreachable!("no element: {other:?}"),
            }
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let attributes = kept(attributes);
        self.add(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let last = self.nodes.borrow()[*parent as usize].last;
        if let Some(id) = self.node_of(child, last) {
            self.attach(id, *parent, NONE);
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element as usize].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Id) {
        let depth = self.nodes.borrow()[*node as usize].depth;
        self.depth.set(usize::from(depth.saturating_sub(1)));
    }

    /// Templates are not shown: what is in them hangs nowhere. But a shadow root that the page declares
    /// is shown where it stands.
    fn get_template_contents(&self, target: &Id) -> Id {
        let shadow = match &self.nodes.borrow()[*target as usize].data {
            Data::Element { attributes, .. } => attributes
                .iter()
                .any(|(name, _)| &**name == "shadowrootmode"),
            _ => false,
        };
        if shadow {
            return *target;
        }
        if self.templates.get() == NONE {
            self.templates.set(self.add(Data::Root));
        }
        self.templates.get()
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let (parent, previous) = {
            let nodes = self.nodes.borrow();
            let node = &nodes[*sibling as usize];
            (node.parent, node.previous)
        };
        if parent != NONE
            && let Some(id) = self.node_of(child, previous)
        {
            self.attach(id, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Data::Element {
            attributes: old, ..
        } = &mut nodes[*target as usize].data
        {
            for (name, value) in kept(attributes) {
                if old.iter().all(|(n, _)| *n != name) {
                    old.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node as usize].first;
            if first == NONE {
                break;
            }
            self.detach(first);
            self.attach(first, *new_parent, NONE);
        }
    }
}
