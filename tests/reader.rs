//! The reader of `speak`, driven in a pseudo-terminal.
#![cfg(all(
    feature = "playback",
    feature = "wav",
    feature = "embedded-voice",
    target_os = "linux"
))]

mod program;

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use program::Folder;

const TEXT: &str = "Tides\n\n\
    The sea rises twice a day. It falls again! Does it ever stop?\n\n\
    Few people notice. The keeper of the light did, for forty years, and he wrote it all down.\n\n\
    Nobody reads his books now. They stand on a shelf in the kitchen, beside the flour.";

/// `speak` in a terminal of 24 rows of 80.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    _folder: Folder,
}

impl Terminal {
    fn open(name: &str, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(program::speak().get_program());
        Self::run(name, |text| {
            command.args([text]);
            command.args(args);
            command
        })
    }

    /// The program that `command` gives for the file of the text.
    fn run(name: &str, command: impl FnOnce(&str) -> CommandBuilder) -> Self {
        let folder = Folder::new(name);
        let text = folder.write("tides.txt", TEXT);
        // A device that takes a hundredth of a second of 48 kHz, 2 channels of 4 bytes, at a time.
        let reader = folder.write(
            "reader.sh",
            "while n=$(dd bs=19200 count=1 iflag=fullblock 2>/dev/null | wc -c) && [ $n -gt 0 ]; do sleep 0.047; done\n",
        );
        let config = folder.write(
            "asound.conf",
            format!("pcm.!default {{ type file slave.pcm \"null\" file \"|sh {reader}\" format raw }}\npcm.null {{ type null }}\n"),
        );
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut command = command(&text);
        command.env("ALSA_CONFIG_PATH", config);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("speak starts");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(24, 80, 0)));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let parser = screen.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                parser.lock().unwrap().process(&bytes[..count]);
            }
        });
        Terminal {
            screen,
            keys: pair.master.take_writer().expect("its keyboard"),
            child,
            master: pair.master,
            _folder: folder,
        }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// The text that is shown in reverse (the word) or underlined (the sentence).
    fn marked(&self, wanted: impl Fn(&vt100::Cell) -> bool) -> String {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        let (rows, columns) = screen.size();
        let mut marked = String::new();
        // The title, and the lines of numbers and keys, are no text.
        for row in 2..rows - 4 {
            for column in 0..columns {
                match screen.cell(row, column) {
                    Some(cell) if wanted(cell) => marked.push_str(cell.contents()),
                    _ => {}
                }
            }
            marked.push(' ');
        }
        marked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn word(&self) -> String {
        self.marked(vt100::Cell::inverse)
    }

    fn sentence(&self) -> String {
        self.marked(vt100::Cell::underline)
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("a keyboard");
        self.keys.flush().expect("a keyboard");
    }

    fn until(&self, what: &str, done: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !done(self) {
            assert!(
                began.elapsed() < Duration::from_secs(15),
                "{what}:\n{}\nsentence: {:?}, word: {:?}",
                self.text(),
                self.sentence(),
                self.word()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end; gives the exit code.
    fn end(&mut self) -> u32 {
        let code = self.child.wait().expect("it ends").exit_code();
        // What it wrote last.
        std::thread::sleep(Duration::from_millis(200));
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.alternate_screen(), "the terminal is not restored");
        assert!(!screen.hide_cursor(), "the cursor is not restored");
        code
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn the_highlight_follows_and_keys_act() {
    let mut terminal = Terminal::open("keys", &[]);
    terminal.until("the text", |t| t.text().contains("Nobody reads"));
    terminal.until("the first word", |t| t.word() == "Tides");
    assert_eq!(terminal.sentence(), "Tides");
    terminal.until("the next sentence", |t| {
        t.sentence() == "The sea rises twice a day."
    });
    terminal.until("its words", |t| t.word() == "sea");
    terminal.until("its words", |t| t.word() == "twice");
    terminal.press(" ");
    terminal.until("a pause", |t| t.text().contains("paused"));
    let word = terminal.word();
    std::thread::sleep(Duration::from_millis(700));
    assert_eq!(terminal.word(), word, "it goes on in a pause");
    terminal.press(" ");
    terminal.until("playing", |t| t.text().contains("playing"));
    // Right, down, left, up.
    terminal.press("\x1b[C");
    terminal.until("a sentence on", |t| t.sentence() == "It falls again!");
    terminal.press("\x1b[B");
    terminal.until("a paragraph on", |t| t.sentence() == "Few people notice.");
    terminal.press("\x1b[D");
    terminal.until("a sentence back", |t| t.sentence() == "Does it ever stop?");
    terminal.press("\x1b[A");
    terminal.until("a paragraph back", |t| {
        t.sentence() == "The sea rises twice a day."
    });
    terminal.press("+++");
    terminal.until("faster", |t| t.text().contains("rate 1.30"));
    terminal.press("]](");
    terminal.until("higher", |t| t.text().contains("pitch +2"));
    terminal.until("quieter", |t| t.text().contains("volume -2 dB"));
    terminal.until("the length", |t| t.text().contains(" / 0:1"));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn it_begins_where_it_is_told_and_ends_with_the_text() {
    let mut terminal = Terminal::open("from", &["--from", "they STAND  on", "-r", "3"]);
    terminal.until("the sentence", |t| t.sentence().starts_with("They stand"));
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_terminal_is_restored_when_interrupted() {
    let mut terminal = Terminal::open("ctrl-c", &[]);
    terminal.until("the first word", |t| t.word() == "Tides");
    terminal.press("\x03");
    assert_eq!(terminal.end(), 130);
    let mut terminal = Terminal::open("sigterm", &[]);
    terminal.until("the first word", |t| t.word() == "Tides");
    let process = terminal.child.process_id().expect("it runs").to_string();
    let mut kill = std::process::Command::new("kill");
    assert!(kill.args(["-TERM", &process]).status().unwrap().success());
    assert_eq!(terminal.end(), 130);
}

/// What the reader relies on: `ratatui::try_init` restores the terminal before a panic is printed.
#[test]
#[ignore = "run by the other tests"]
fn panics() {
    let mut terminal = ratatui::try_init().expect("a terminal");
    terminal
        .draw(|frame| frame.render_widget("the article", frame.area()))
        .expect("a terminal");
    // Until it has been seen.
    std::io::stdin().read_exact(&mut [0]).expect("a key");
    panic!("on purpose");
}

#[test]
fn the_terminal_is_restored_after_a_panic() {
    let mut terminal = Terminal::run("panic", |_| {
        let program = std::env::current_exe().expect("the test");
        let mut command = CommandBuilder::new(program);
        command.args(["--ignored", "--exact", "panics", "--nocapture"]);
        command.env("RUST_BACKTRACE", "0");
        command
    });
    terminal.until("the article", |t| {
        t.text().contains("the article") && t.screen.lock().unwrap().screen().alternate_screen()
    });
    terminal.press(" ");
    assert_eq!(terminal.end(), 101);
    assert!(
        terminal.text().contains("on purpose"),
        "{}",
        terminal.text()
    );
}

#[test]
fn it_fits_any_terminal() {
    let mut terminal = Terminal::open("size", &[]);
    terminal.until("the first word", |t| t.word() == "Tides");
    for (rows, cols) in [(5, 12), (1, 1), (60, 200), (24, 80)] {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        terminal.master.resize(size).unwrap();
        std::thread::sleep(Duration::from_millis(150));
        assert!(terminal.child.try_wait().unwrap().is_none());
    }
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
