//! Reading articles takes linear time, whatever they are made of.

use std::time::Instant;

use rhapsode::article::{self, Document, Format, Options};

#[test]
fn time_is_linear() {
    let words =
        "The sea rises twice a day, and falls as often, in all the harbours of this coast. ";
    type Make = Box<dyn Fn(usize) -> String>;
    let inputs: Vec<(&str, Make)> = vec![
        (
            "paragraphs",
            Box::new(move |n| format!("{words}\n\n").repeat(n / words.len())),
        ),
        ("one line", Box::new(move |n| words.repeat(n / words.len()))),
        ("one letter", Box::new(|n| "a".repeat(n))),
        ("blank lines", Box::new(|n| "\n".repeat(n))),
        ("short lines", Box::new(|n| "Share\n".repeat(n / 6))),
        ("names", Box::new(|n| "Ann Lee:\n".repeat(n / 9))),
        (
            "turns",
            Box::new(|n| (0..n / 12).map(|i| format!("N{i}: hello\n")).collect()),
        ),
        ("numbers", Box::new(|n| "1. a\n2. b\n".repeat(n / 10))),
        (
            "nested list",
            Box::new(|n| {
                (0..n / 300)
                    .map(|i| format!("{}- x\n", " ".repeat(i % 600)))
                    .collect()
            }),
        ),
        ("quotes", Box::new(|n| "> ".repeat(n / 2))),
        (
            "contents",
            Box::new(|n| "Contents\na .... 1\n".repeat(n / 18)),
        ),
        ("hyphens", Box::new(|n| "well-\nknown ".repeat(n / 12))),
        ("rules", Box::new(|n| "---\n".repeat(n / 4))),
        ("# headings", Box::new(|n| "# a\n".repeat(n / 4))),
        (
            "# quotes",
            Box::new(|n| format!("# a\n{}", "> ".repeat(n / 2))),
        ),
        (
            "# lists",
            Box::new(|n| {
                format!(
                    "# a\n{}",
                    (0..n / 200)
                        .map(|i| format!("{}- a\n", " ".repeat(i % 400)))
                        .collect::<String>()
                )
            }),
        ),
        (
            "# emphasis",
            Box::new(|n| format!("# a\n{}", "*a **b ".repeat(n / 7))),
        ),
        (
            "# links",
            Box::new(|n| format!("# a\n{}", "[a](".repeat(n / 4))),
        ),
        (
            "# pictures",
            Box::new(|n| format!("# a\n{}", "![".repeat(n / 2))),
        ),
        (
            "# table",
            Box::new(|n| {
                format!(
                    "# a\n\n| a | b |\n|--|--|\n{}",
                    "| c | d |\n".repeat(n / 10)
                )
            }),
        ),
        (
            "# html",
            Box::new(|n| format!("# a\n\n{}", "<div <!-- <script".repeat(n / 17))),
        ),
        (
            "# html blocks",
            Box::new(|n| format!("# a\n\n{}", "<div>\n\n</div>\n".repeat(n / 14))),
        ),
        (
            "# notes",
            Box::new(|n| {
                format!(
                    "# a\n\n{}",
                    (0..n / 20)
                        .map(|i| format!("b[^{i}]\n\n[^{i}]: c\n\n"))
                        .collect::<String>()
                )
            }),
        ),
        ("# code", Box::new(|n| format!("# a\n{}", "`".repeat(n)))),
        (
            "page",
            Box::new(move |n| {
                format!("<h1>Tides</h1>{}", format!("<p>{words}</p>").repeat(n / 90))
            }),
        ),
        (
            "line breaks",
            Box::new(|n| format!("<h1>T</h1><p>{}", "<br><a href=x>aaa</a> bb".repeat(n / 24))),
        ),
        (
            "paragraphs of lines",
            Box::new(move |n| format!("<p>{words}<br>By Ann Lee</p>").repeat(n / 105)),
        ),
        (
            "sources",
            Box::new(|n| "<h2>References</h2><ul><li>aaa</ul>".repeat(n / 36)),
        ),
        (
            "pictures in tables",
            Box::new(|n| "<table align=left><td><img>aaa</table>".repeat(n / 38)),
        ),
        ("nested divs", Box::new(|n| "<div>".repeat(n / 5))),
        (
            "nested spans with text",
            Box::new(|n| "<span>a ".repeat(n / 8)),
        ),
        ("nested lists", Box::new(|n| "<ul><li>a".repeat(n / 9))),
        (
            "nested quotes",
            Box::new(|n| "<blockquote>a".repeat(n / 13)),
        ),
        (
            "nested tables",
            Box::new(|n| "<table><tr><td>a".repeat(n / 16)),
        ),
        ("unclosed paragraphs", Box::new(|n| "<p>a".repeat(n / 4))),
        ("unclosed bold", Box::new(|n| "<p><b>a".repeat(n / 7))),
        (
            "bold with classes",
            Box::new(|n| (0..n / 20).map(|i| format!("<p><b class=x{i}>a")).collect()),
        ),
        ("unclosed links", Box::new(|n| "<a href=x>a".repeat(n / 11))),
        (
            "misnested",
            Box::new(|n| "<b><i><p></b>a</i>".repeat(n / 18)),
        ),
        ("headings", Box::new(|n| "<h1>a<h2>b".repeat(n / 10))),
        (
            "bylines",
            Box::new(|n| "<div class=byline>a</div>".repeat(n / 25)),
        ),
        (
            "nested bylines",
            Box::new(|n| "<div class=byline>a ".repeat(n / 20)),
        ),
        (
            "nested times",
            Box::new(|n| "<time class=date>a ".repeat(n / 19)),
        ),
        (
            "scripts",
            Box::new(|n| "<script>a<b</script>".repeat(n / 20)),
        ),
        (
            "unclosed script",
            Box::new(|n| format!("<script>{}", "<!--<script>".repeat(n / 12))),
        ),
        (
            "attributes",
            Box::new(|n| format!("<p {}>a", "a=b ".repeat(n / 4))),
        ),
        (
            "distinct attributes",
            Box::new(|n| {
                format!(
                    "<p {}>a",
                    (0..n / 10).map(|i| format!("a{i}=b ")).collect::<String>()
                )
            }),
        ),
        (
            "long attribute",
            Box::new(|n| format!("<p class='{}'>a", "b ".repeat(n / 2))),
        ),
        (
            "entities",
            Box::new(|n| format!("<p>{}", "a&amp;".repeat(n / 6))),
        ),
        ("comments", Box::new(|n| "<!-- a -->".repeat(n / 10))),
        (
            "foster",
            Box::new(|n| format!("<table>{}", "a<b>b</b>".repeat(n / 9))),
        ),
        (
            "table rows",
            Box::new(|n| format!("<table>{}", "<tr><th>a<td>b".repeat(n / 14))),
        ),
        (
            "null bytes",
            Box::new(|n| format!("<p>{}", "a\0".repeat(n / 2))),
        ),
        (
            "carriage returns",
            Box::new(|n| format!("<p>{}", "\r\n".repeat(n / 2))),
        ),
        (
            "nested forms",
            Box::new(|n| "<form><select><option>a".repeat(n / 22)),
        ),
        ("nested svg", Box::new(|n| "<svg><g>".repeat(n / 8))),
        (
            "nested teasers",
            Box::new(|n| "<article><h2><a href=x>Tides and more</a></h2>".repeat(n / 45)),
        ),
        (
            "cards",
            Box::new(|n| "<div><h3><a href=x>Tides and more</a></h3><p>a</p></div>".repeat(n / 54)),
        ),
        (
            "pull quotes",
            Box::new(move |n| {
                format!("<p class=pullquote>{words}</p><p>{words}</p>").repeat(n / 200)
            }),
        ),
        (
            "bodies",
            Box::new(move |n| format!("<div itemprop=articleBody><p>{words}").repeat(n / 115)),
        ),
        (
            "articles",
            Box::new(move |n| {
                format!("<article><h1>a</h1><p>{}</article>", words.repeat(9)).repeat(n / 780)
            }),
        ),
        (
            "head of nothing",
            Box::new(move |n| {
                format!(
                    "<h1>a</h1>{}{}",
                    "<span>x</span>".repeat(n / 14),
                    words.repeat(9)
                )
            }),
        ),
        (
            "page title",
            Box::new(move |n| format!("<title>{}</title><p>{words}", "a | b - ".repeat(n / 8))),
        ),
        (
            "linked data",
            Box::new(|n| {
                let one = "<script type=application/ld+json>[{\"@type\":\"Article\"},</script>";
                one.repeat(n / 60)
            }),
        ),
        (
            "article body",
            Box::new(|n| {
                format!(
                    "<script type=application/ld+json>{{\"@type\":\"Article\",\"articleBody\":\"{}\"}}</script>",
                    "a\\u00e9 <p>b\\n".repeat(n / 15)
                )
            }),
        ),
        (
            "classes",
            Box::new(|n| "<div class='share-x-y z-related-q a-b-c-d-e-f'>a</div>".repeat(n / 56)),
        ),
        ("markup", Box::new(|n| "< <! </ <? &# &a ".repeat(n / 16))),
    ];
    for (name, make) in &inputs {
        let text = make(1 << 19);
        let format = match text.as_bytes()[0] {
            b'<' => Format::Html,
            b'#' => Format::Markdown,
            _ => Format::Text,
        };
        let from = Instant::now();
        let document = match article::read(text.as_bytes(), format, &Options::default()) {
            Ok(document) => document,
            Err(e) => {
                println!("{name}: {e}");
                Document::default()
            }
        };
        let seconds: f64 = from.elapsed().as_secs_f64();
        let pieces: usize = document.blocks.iter().map(|b| b.source.pieces.len()).sum();
        println!(
            "{name}: {seconds:.3} s for half a MiB, {} blocks, {pieces} pieces",
            document.blocks.len()
        );
        // A quadratic step over half a mebibyte takes minutes.
        assert!(seconds < 5.0, "{name}: {seconds} s for half a mebibyte");
    }
}
