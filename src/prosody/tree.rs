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

/// The `feature` of a leaf. Its `mask` and `no` are zero, so that it leads to itself.
pub const LEAF: u16 = u16::MAX;

impl Node {
    /// How far it is to the node that a phone's features lead to; 0 at a leaf.
    #[inline(always)]
    fn step(&self, features: &Features) -> usize {
        let value = features[(self.feature as usize).min(super::FEATURES - 1)];
        let yes = self.mask >> (value & 63) & 1 == 1;
        std::hint::select_unpredictable(yes, 1, self.no.into())
    }
}

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
            n.feature == LEAF && n.value.is_finite() && n.mask == 0 && n.no == 0
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
    pub fn predict(&self, features: &Features) -> f32 {
        let mut at = 0;
        loop {
            let node = &self.nodes[at];
            match node.step(features) {
                0 => return node.value,
                step => at += step,
            }
        }
    }

    /// The predictions for the features of phones, in their order, into `out`, which is emptied first.
    ///
    /// Each step waits for the node that the last one led to, and nobody can guess which that is: walks for a
    /// few phones go side by side, without a branch on the answer.
    pub fn predict_all(&self, features: &[Features], out: &mut Vec<f32>) {
        out.clear();
        let (groups, rest) = features.as_chunks::<WALKS>();
        for group in groups {
            let mut places = [0; WALKS];
            loop {
                let mut steps = 0;
                for (at, features) in places.iter_mut().zip(group) {
                    let step = self.nodes[*at].step(features);
                    *at += step;
                    steps |= step;
                }
                if steps == 0 {
                    break;
                }
            }
            out.extend(places.map(|at| self.nodes[at].value));
        }
        out.extend(rest.iter().map(|features| self.predict(features)));
    }
}

/// Phones that are predicted side by side.
const WALKS: usize = 8;

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
            let (mut out, all) = (Vec::new(), [f; 2 * WALKS + 1]);
            tree.predict_all(&all, &mut out);
            assert_eq!(out, [expected; 2 * WALKS + 1]);
        }
        f[1] = 0;
        let mut all = [f; WALKS];
        all[2][1] = 1;
        let (mut out, mut expected) = (Vec::new(), [1.0; WALKS]);
        expected[2] = 2.0;
        tree.predict_all(&all, &mut out);
        assert_eq!(out, expected);
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
        node = leaf(0.0);
        node.no = 2;
        assert!(Tree::new(&[node]).is_err());
    }
}
