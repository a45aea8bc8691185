//! Grows regression trees (Breiman et al. 1984): least squares, binary questions on sets of values.

use crate::prosody::tree::{LEAF, Node};
use crate::prosody::{FEATURES, Features};

/// When a tree stops growing.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A leaf has at least this many cases.
    pub leaf: usize,
    /// A question must lower the squared error of its node by at least this.
    pub gain: f64,
}

/// Grows a tree on cases of features and the value to predict.
pub fn grow(cases: &[(Features, f32)], limits: Limits) -> Vec<Node> {
    let mut indices: Vec<u32> = (0..cases.len() as u32).collect();
    let mut nodes = Vec::new();
    grow_node(cases, &mut indices, limits, &mut nodes);
    nodes
}

fn grow_node(
    cases: &[(Features, f32)],
    indices: &mut [u32],
    limits: Limits,
    nodes: &mut Vec<Node>,
) {
    let here = nodes.len();
    let mean = indices
        .iter()
        .map(|i| cases[*i as usize].1 as f64)
        .sum::<f64>()
        / indices.len().max(1) as f64;
    nodes.push(Node {
        mask: 0,
        value: mean as f32,
        feature: LEAF,
        no: 0,
    });
    // Distances are 16 bits; a tree of that size has long stopped being a model.
    if indices.len() < 2 * limits.leaf || here > 30_000 {
        return;
    }
    let questions = (0..FEATURES).filter_map(|f| best_question(cases, indices, f, limits.leaf));
    let Some(best) = questions.max_by(|a, b| a.gain.total_cmp(&b.gain)) else {
        return;
    };
    if best.gain < limits.gain {
        return;
    }
    let says_yes = |i: u32| best.mask >> cases[i as usize].0[best.feature] & 1 == 1;
    indices.sort_by_key(|i| !says_yes(*i));
    let split = indices.partition_point(|i| says_yes(*i));
    let (yes, no) = indices.split_at_mut(split);
    grow_node(cases, yes, limits, nodes);
    let distance = nodes.len() - here;
    grow_node(cases, no, limits, nodes);
    nodes[here] = Node {
        mask: best.mask,
        value: 0.0,
        feature: best.feature as u16,
        no: distance as u16,
    };
}

struct Question {
    feature: usize,
    mask: u64,
    gain: f64,
}

/// The best set of values of one feature. For squared error it is enough to try the cuts of the
/// values in the order of their means (Fisher 1958).
fn best_question(
    cases: &[(Features, f32)],
    indices: &[u32],
    feature: usize,
    leaf: usize,
) -> Option<Question> {
    let mut sums = [(0u32, 0f64); 64];
    for i in indices {
        let (features, value) = &cases[*i as usize];
        let cell = &mut sums[features[feature] as usize & 63];
        cell.0 += 1;
        cell.1 += *value as f64;
    }
    let mut values: Vec<usize> = (0..64).filter(|v| sums[*v].0 > 0).collect();
    if values.len() < 2 {
        return None;
    }
    let mean = |v: &usize| sums[*v].1 / sums[*v].0 as f64;
    values.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
    let n: u32 = sums.iter().map(|s| s.0).sum();
    let total: f64 = sums.iter().map(|s| s.1).sum();
    let (mut count, mut sum, mut mask) = (0u32, 0f64, 0u64);
    let mut best: Option<Question> = None;
    for v in &values[..values.len() - 1] {
        count += sums[*v].0;
        sum += sums[*v].1;
        mask |= 1 << v;
        if (count as usize) < leaf || ((n - count) as usize) < leaf {
            continue;
        }
        let (yes, no) = (count as f64, (n - count) as f64);
        let gain = sum * sum / yes + (total - sum).powi(2) / no - total * total / n as f64;
        if best.as_ref().is_none_or(|b| gain > b.gain) {
            best = Some(Question {
                feature,
                mask,
                gain,
            });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prosody::tree::Tree;

    #[test]
    fn learns_a_rule_of_two_features() {
        let mut cases = Vec::new();
        for i in 0..400u32 {
            let mut f = [0; FEATURES];
            f[2] = (i % 7) as u8;
            f[5] = (i % 3) as u8;
            let value = if [1, 4, 6].contains(&f[2]) { 2.0 } else { 1.0 } + f[5] as f32 * 10.0;
            cases.push((f, value));
        }
        let nodes = grow(
            &cases,
            Limits {
                leaf: 5,
                gain: 1e-6,
            },
        );
        let tree = Tree::new(&nodes).unwrap();
        for (features, value) in &cases {
            assert!((tree.predict(features) - value).abs() < 1e-4);
        }
    }
}
