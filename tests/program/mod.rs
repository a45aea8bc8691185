//! Runs the `speak` example as a person would.
#![allow(dead_code)] // Each test file uses its own part of it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A text with a time, a question, a quotation and signs.
pub const TEXT: &str = "The tide turned at 6:40. Two boats lay on the sand, and nobody spoke!\n\n\
    Q: Was it the same café in 1998?\n\n\
    A: \"Yes,\" she said: it had 12 tables & a stove.";

/// The samples of a WAV file.
pub fn samples(wav: &[u8]) -> Vec<i16> {
    let mut reader = hound::WavReader::new(wav).expect("a WAV file");
    let spec = reader.spec();
    assert_eq!((spec.channels, spec.bits_per_sample), (1, 16));
    reader.samples().map(|s| s.expect("a sample")).collect()
}

/// The `speak` program.
pub fn speak() -> Command {
    example("speak")
}

/// An example, which Cargo builds before it runs all tests.
pub fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("the path of the test");
    let profile = test.ancestors().nth(2).expect("target/PROFILE/deps/test");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = profile.join("examples").join(file);
    assert!(
        program.exists(),
        "{} is missing: run `cargo test`, or `cargo build --example {name}` first",
        program.display()
    );
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// Runs it with arguments.
pub fn run<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Output {
    speak().args(args).output().expect("speak starts")
}

/// Runs it with arguments, expects success, and gives its standard output.
pub fn run_ok<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Vec<u8> {
    let output = run(args);
    assert!(output.status.success(), "{}", message(&output));
    output.stdout
}

/// Runs it with a text on standard input.
pub fn run_with_input(args: &[&str], input: &[u8]) -> Output {
    let mut command = speak();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.args(args).spawn().expect("speak starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    stdin
        .write_all(input)
        .expect("speak reads its input to the end");
    drop(stdin);
    child.wait_with_output().expect("speak ends")
}

/// Its standard error as text.
pub fn message(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// The lines of its standard output as JSON.
pub fn json(stdout: &[u8]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(stdout).expect("JSON is UTF-8");
    let line = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
    text.lines().map(line).collect()
}

/// A folder of its own for each test, removed at the end of it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = format!("rhapsode-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Folder(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of a file in it.
    pub fn file(&self, name: &str) -> String {
        self.0
            .join(name)
            .into_os_string()
            .into_string()
            .expect("UTF-8")
    }

    /// Writes a file in it; gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), content).expect("it can be written");
        self.file(name)
    }

    /// The names in it, in order.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries
            .map(|e| name(e).into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
