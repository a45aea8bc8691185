//! Bad input gives one clear message that names the thing and the remedy, exit code 1 (2 for wrong
//! usage), no panic, and no file that was not there before.
#![cfg(all(feature = "wav", feature = "embedded-voice"))]

mod program;

use program::{Folder, message, run, speak};

/// Runs with `-o FOLDER/out.wav` and checks that it fails as it should, with all of `words` in the
/// message.
fn fails(folder: &Folder, args: &[&str], words: &[&str]) {
    let before = folder.names();
    let out = folder.file("out.wav");
    let output = run(args.iter().chain(&["-o", &out]));
    check(&output, args, words);
    assert_eq!(folder.names(), before, "{args:?} left something behind");
}

fn check(output: &std::process::Output, args: &[&str], words: &[&str]) {
    let message = message(output);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {message}");
    assert_eq!(message.lines().count(), 1, "{args:?}: {message}");
    assert!(message.starts_with("speak: "), "{message}");
    assert!(output.stdout.is_empty(), "{args:?}");
    for word in words {
        assert!(message.contains(word), "{args:?}: no {word:?} in {message}");
    }
}

#[test]
fn what_cannot_be_read() {
    let folder = Folder::new("unreadable");
    let missing = folder.file("missing.txt");
    fails(
        &folder,
        &[&missing],
        &[&missing, "No such file", "name a text file"],
    );
    let path = folder.path().to_str().unwrap().to_owned();
    fails(&folder, &[&path], &[&path, "irectory", "name a text file"]);
    let cases: [(&str, &[u8], &str); 4] = [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("program", b"\x7fELF\x02\x01\x01\0\0", "not like text"),
        ("nulls.txt", b"text\0text", "null bytes"),
        (
            "latin1.txt",
            b"One.\nA caf\xe9 in town.",
            "line 2, byte offset 10",
        ),
    ];
    for (name, content, word) in cases {
        let file = folder.write(name, content);
        fails(&folder, &[&file], &[&file, word]);
        fails(&folder, &[&file, "--lines"], &[&file]);
    }
}

#[test]
fn nothing_to_speak() {
    let folder = Folder::new("nothing");
    for (name, content) in [
        ("empty.txt", ""),
        ("blank.txt", " \n\n\t\r\n"),
        ("dots.txt", "... !"),
    ] {
        let file = folder.write(name, content);
        fails(
            &folder,
            &[&file],
            &[&file, "nothing to speak", "give it some text"],
        );
    }
    fails(&folder, &["-t", ""], &["--text", "nothing to speak"]);
    fails(&folder, &["-t", "–"], &["--text", "nothing to speak"]);
    for job in [["--raw", "-q"], ["--dump", "phones"], ["-o", "-"]] {
        let args = [&["-t", ""], &job[..]].concat();
        check(&run(&args), &args, &["--text", "nothing to speak"]);
    }
    let marks = folder.file("out.vtt");
    fails(
        &folder,
        &["-t", "", "--marks", &marks],
        &["nothing to speak"],
    );
}

#[test]
fn voices_that_are_none() {
    let folder = Folder::new("voices");
    let voice = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("voices/slt.voice");
    let pack = std::fs::read(voice).unwrap();
    let mut other = pack.clone();
    other[8] = 99;
    let cases: [(&str, &[u8], &str); 5] = [
        ("half.voice", &pack[..pack.len() / 2], "truncated"),
        ("head.voice", &pack[..20], "not a rhapsode voice pack"),
        ("other.voice", &other, "version 99"),
        (
            "text.voice",
            b"This is no pack, but a text of some length.",
            "not a rhapsode voice pack",
        ),
        ("empty.voice", b"", "not a rhapsode voice pack"),
    ];
    for (name, content, word) in cases {
        let file = folder.write(name, content);
        fails(
            &folder,
            &["-t", "Hi.", "-v", &file],
            &[&file, word, "build it again"],
        );
    }
    let missing = folder.file("missing.voice");
    fails(
        &folder,
        &["-t", "Hi.", "-v", &missing],
        &[&missing, "No such file", "--voice"],
    );
    fails(
        &folder,
        &["-t", "Hi.", "-v", "nobody"],
        &["nobody", "--list-voices"],
    );
}

#[test]
fn packs_with_any_byte_changed_do_not_panic() {
    let folder = Folder::new("changed");
    let voice = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("voices/slt.voice");
    let pack = std::fs::read(voice).unwrap();
    // Every field of the header and of the section table.
    for at in (0..400).step_by(9) {
        let mut pack = pack.clone();
        pack[at] ^= 0xFF;
        let file = folder.write("changed.voice", &pack);
        let output = run(["-t", "Hi.", "-v", &file, "-o", &folder.file("out.wav")]);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "byte {at}: {}",
            message(&output)
        );
    }
}

#[test]
fn outputs_that_cannot_be_written() {
    let folder = Folder::new("outputs");
    let file = folder.write("file", "content");
    let nowhere = folder.file("no/such/out.wav");
    let inside = folder.file("file/out.wav");
    let path = folder.path().to_str().unwrap().to_owned();
    for out in [&nowhere, &inside, &path] {
        let args = ["-t", "Hi.", "-o", out];
        check(&run(args), &args, &[out, "name a file in a folder"]);
    }
    let args = ["-t", "Hi.", "--lines", "-o", &file];
    check(&run(args), &args, &[&file, "name a folder"]);
    let marks = folder.file("no/such/out.srt");
    fails(
        &folder,
        &["-t", "Hi.", "--marks", &marks],
        &[&marks, "name a file in a folder"],
    );
    assert_eq!(folder.names(), ["file"]);
    assert_eq!(std::fs::read(&file).unwrap(), b"content");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let args = ["-t", "Hi.", "-o", "/dev/full"];
    check(&run(args), &args, &["/dev/full", "No space left"]);
    for job in [&["--raw"][..], &["-o", "-"], &["--dump", "units"]] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = speak()
            .args(["-t", "Hi."])
            .args(job)
            .stdout(full)
            .output()
            .unwrap();
        check(&output, job, &["standard output", "No space left"]);
    }
}

#[test]
fn wrong_usage() {
    let folder = Folder::new("usage");
    let out = folder.file("out.wav");
    let cases: [&[&str]; 18] = [
        &[],
        &["-o", &out],
        &["-t", "Hi.", "a.txt", "-o", &out],
        &["-t", "Hi.", "--no-such-option"],
        &["-t", "Hi.", "-o", &out, "-r", "0"],
        &["-t", "Hi.", "-o", &out, "-r", "fast"],
        &["-t", "Hi.", "-o", &out, "-r", "NaN"],
        &["-t", "Hi.", "-o", &out, "-r", "-1"],
        &["-t", "Hi.", "-o", &out, "--wpm", "5"],
        &["-t", "Hi.", "-o", &out, "-r", "2", "--wpm", "200"],
        &["-t", "Hi.", "-o", &out, "-p", "13"],
        &["-t", "Hi.", "-o", &out, "--volume", "99"],
        &["-t", "Hi.", "-o", &out, "--dump", "phones"],
        &["-t", "Hi.", "-o", &out, "--raw"],
        &["-t", "Hi.", "--dump", "nothing"],
        &["-t", "Hi.", "-o", &out, "-f", "pdf"],
        &["-t", "Hi.", "-o", &out, "--marks", "marks.xml"],
        &["-t", "Hi.", "-o", "-", "--lines"],
    ];
    for args in cases {
        let output = run(args);
        let message = message(&output);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {message}");
        assert!(message.starts_with("error: "), "{args:?}: {message}");
    }
    assert!(folder.names().is_empty());
}
