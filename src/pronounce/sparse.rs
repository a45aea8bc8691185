//! Weights of a linear model whose features are hashes: only those that matter are stored.
//!
//! A hash selects one of millions of places; few of them hold a weight. The weights are sorted by
//! place, each a byte of place (its place within a page) and a byte of weight, and a directory says
//! where each page begins.
//!
//! Layout, little-endian: number of places, u32; number of weights, u32; for every [`GROUP`] pages
//! the number of the first weight, u32, and for each of its pages the distance from there, u16; the
//! weights.

/// Places for which there is one entry in the directory.
pub const PAGE: usize = 256;
/// Pages for which there is one full number in the directory.
pub const GROUP: usize = 64;
const GROUP_BYTES: usize = 4 + 2 * GROUP;

/// Stored weights, read in place.
#[derive(Debug)]
pub struct Weights {
    places: usize,
    pages: &'static [u8],
    weights: &'static [u8],
}

impl Weights {
    /// Takes weights from the front of `rest`; `None` if they are not complete.
    pub fn read(rest: &mut &'static [u8]) -> Option<Weights> {
        let mut u32 = || Some(u32::from_le_bytes(take(rest, 4)?.try_into().ok()?) as usize);
        let (places, count) = (u32()?, u32()?);
        let pages = places / PAGE + 1;
        let pages = take(rest, pages.checked_mul(2)? + pages.div_ceil(GROUP) * 4)?;
        let weights = take(rest, count.checked_mul(2)?)?;
        Some(Weights {
            places,
            pages,
            weights,
        })
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places
    }

    /// The number of the first weight of a page.
    fn start(&self, page: usize) -> usize {
        let group = page / GROUP * GROUP_BYTES;
        let at = group + 4 + page % GROUP * 2;
        match (self.pages.get(group..group + 4), self.pages.get(at..at + 2)) {
            (Some(&[a, b, c, d]), Some(&[e, f])) => {
                u32::from_le_bytes([a, b, c, d]) as usize + u16::from_le_bytes([e, f]) as usize
            }
            _ => self.weights.len() / 2,
        }
    }

    /// The stored weights of a page: pairs of a place in the page and a weight.
    fn page(&self, page: usize) -> &[u8] {
        let range = 2 * self.start(page)..2 * self.start(page + 1);
        self.weights.get(range).unwrap_or_default()
    }

    /// Reads where the weights of a place begin, for places that are asked about next: they lie anywhere
    /// in a megabyte, and the misses of the cache then run side by side. What it returns means nothing.
    pub fn touch(&self, place: usize) -> u8 {
        let first = 2 * self.start(place / PAGE);
        self.weights.get(first).map_or(0, |byte| *byte)
    }

    /// Adds the weights of the places from `place` on to the scores.
    pub fn add(&self, place: usize, scores: &mut [i32]) {
        let (mut page, mut first, mut done) = (place / PAGE, place % PAGE, 0);
        while done < scores.len() {
            let last = (first + scores.len() - done).min(PAGE);
            for pair in self.page(page).chunks_exact(2) {
                let at = pair[0] as usize;
                if at >= last {
                    break;
                }
                if at >= first {
                    scores[done + at - first] += pair[1] as i8 as i32;
                }
            }
            done += last - first;
            (page, first) = (page + 1, 0);
        }
    }

    /// The weight of one place.
    pub fn get(&self, place: usize) -> i32 {
        let mut score = [0];
        self.add(place, &mut score);
        score[0]
    }
}

/// Takes bytes from the front of `rest`.
pub fn take<'a>(rest: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(len)?;
    *rest = tail;
    Some(head)
}
