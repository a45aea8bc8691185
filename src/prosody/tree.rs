//! Regression trees as flat arrays, read in place from a voice pack.

use bytemuck::{Pod, Zeroable};

use super::Features;
use crate::{Error, Result};

/// One node. Features are small integers (below 64), so that a question is a bit mask over values:
/// nominal and ordinal features need no distinction, and a step is a shift and a test.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Node {
    /// The feature values for which the answer is yes, as bits.
    pub mask: u64,
    /// The prediction at a leaf.
    pub value: f32,
    /// The feature asked about, or [`LEAF`].
    pub feature: u16,
    /// Where "no" leads, as a forward distance in nodes; "yes" leads to the next node.
    pub no: u16,
}

/// The `feature` of a leaf.
pub const LEAF: u16 = u16::MAX;

/// A tree in place.
#[derive(Debug, Clone, Copy)]
pub struct Tree<'a> {
    nodes: &'a [Node],
}

impl<'a> Tree<'a> {
    /// Checks that every path through `nodes` ends in a leaf within the array.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a node asks for an unknown feature or leads outside the array.
    pub fn new(nodes: &'a [Node]) -> Result<Self> {
        let sound = |(i, n): (usize, &Node)| {
            n.feature == LEAF && n.value.is_finite()
                || (n.feature as usize) < super::FEATURES
                    && n.no >= 2
                    && i + (n.no as usize) < nodes.len()
                    && i + 1 < nodes.len()
        };
        match nodes.iter().enumerate().find(|&node| !sound(node)) {
            None if !nodes.is_empty() => Ok(Tree { nodes }),
            bad => Err(Error::malformed(
                "prosody model",
                "a tree node leads nowhere",
                format!("node {}", bad.map_or(0, |(i, _)| i)),
                "build the voice pack again",
            )),
        }
    }

    /// A tree that was checked when its pack was opened.
    pub(crate) fn trusted(nodes: &'a [Node]) -> Self {
        Tree { nodes }
    }

    /// The prediction for a phone's features.
    #[inline]
    pub fn predict(&self, features: &Features) -> f32 {
        let mut i = 0;
        loop {
            let node = &self.nodes[i];
            if node.feature == LEAF {
                return node.value;
            }
            let yes = node.mask >> (features[node.feature as usize] & 63) & 1 == 1;
            i += if yes { 1 } else { node.no as usize };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(value: f32) -> Node {
        Node {
            mask: 0,
            value,
            feature: LEAF,
            no: 0,
        }
    }

    #[test]
    fn answers_by_mask() {
        let nodes = [
            Node {
                mask: 0b101,
                value: 0.0,
                feature: 1,
                no: 2,
            },
            leaf(1.0),
            leaf(2.0),
        ];
        let tree = Tree::new(&nodes).unwrap();
        let mut f = [0; super::super::FEATURES];
        for (value, expected) in [(0, 1.0), (1, 2.0), (2, 1.0), (63, 2.0)] {
            f[1] = value;
            assert_eq!(tree.predict(&f), expected);
        }
    }

    #[test]
    fn refuses_paths_that_leave_the_array() {
        let mut node = leaf(0.0);
        node.feature = 0;
        node.no = 2;
        assert!(Tree::new(&[]).is_err());
        assert!(Tree::new(&[node, leaf(0.0)]).is_err());
        node.feature = 99;
        assert!(Tree::new(&[node, leaf(0.0), leaf(0.0)]).is_err());
        assert!(Tree::new(&[leaf(f32::NAN)]).is_err());
    }
}
