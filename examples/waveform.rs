//! Draws a sentence's waveform with the time of every word as an SVG: the picture in the README.
//!
//! ```text
//! cargo run --release --example waveform -- "The sea rises twice a day." > waveform.svg
//! ```

use std::fmt::Write as _;

use rhapsode::{Engine, Mark, MarkKind};

/// In units of the picture.
const WIDTH: f32 = 1000.0;
const HEIGHT: f32 = 190.0;
/// The waveform's axis and its reach to either side.
const AXIS: f32 = 80.0;
const REACH: f32 = 70.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::env::args().nth(1).ok_or("usage: waveform TEXT")?;
    let mut speech = Engine::new()?.speak_text(&text);
    let (mut samples, mut marks) = (Vec::new(), Vec::new());
    for chunk in &mut speech {
        let words = chunk.marks.iter().filter(|m| m.kind == MarkKind::Word);
        marks.extend(words.map(|m| (chunk.text[m.text.clone()].to_owned(), m.clone())));
        samples.extend(chunk.samples);
    }
    print!("{}", draw(&samples, &marks));
    Ok(())
}

fn draw(samples: &[f32], words: &[(String, Mark)]) -> String {
    let x = |frame: u64| frame as f32 / samples.len().max(1) as f32 * WIDTH;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"15\" text-anchor=\"middle\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fbfaf7\"/>\n"
    );
    for (i, (word, mark)) in words.iter().enumerate() {
        let (start, end) = (x(mark.frames.start), x(mark.frames.end));
        let shade = ["#dfe9f2", "#edf2e4"][i % 2];
        // Two rows, so that short words do not run into each other.
        let baseline = HEIGHT - [28.0, 9.0][i % 2];
        let _ = writeln!(
            svg,
            "<rect x=\"{start:.1}\" y=\"4\" width=\"{:.1}\" height=\"{}\" fill=\"{shade}\"/>\n\
             <text x=\"{:.1}\" y=\"{baseline}\" fill=\"#333\">{}</text>",
            end - start,
            HEIGHT - 50.0,
            (start + end) / 2.0,
            escape(word)
        );
    }
    let _ = writeln!(
        svg,
        "<path d=\"{}\" fill=\"#24527a\"/>\n</svg>",
        outline(samples)
    );
    svg
}

/// The highest sample of each column from left to right, then the lowest from right to left.
fn outline(samples: &[f32]) -> String {
    let column = samples.len().div_ceil(WIDTH as usize).max(1);
    let columns: Vec<&[f32]> = samples.chunks(column).collect();
    let scale = WIDTH * column as f32 / samples.len().max(1) as f32;
    let point = |(i, y): (usize, f32)| format!("{:.1},{:.1}", i as f32 * scale, AXIS - REACH * y);
    let high = |c: &[f32]| c.iter().copied().fold(0.0, f32::max);
    let low = |c: &[f32]| c.iter().copied().fold(0.0, f32::min);
    let top = columns.iter().map(|c| high(c)).enumerate().map(point);
    let bottom = columns.iter().map(|c| low(c)).enumerate().rev().map(point);
    let points: Vec<String> = top.chain(bottom).collect();
    format!("M{}Z", points.join("L"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
