//! The reader: the article in a terminal, with the sentence and the word that are heard.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::Frame;
use ratatui::crossterm::event::{
    self, Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style, Stylize};
use ratatui::text::{Line, Span as Piece};
use ratatui::widgets::{Gauge, Paragraph, Wrap};
use rhapsode::article::BlockKind;
use rhapsode::playback::{Event, Events, Output, Player, Seek, Span};
use rhapsode::{Decibels, Document, Engine, Rate, Semitones};

use crate::Failure;
use crate::args::Args;
use crate::input::Text;
use crate::layout::{self, Row};

/// How long a key may wait for the screen, and the screen for a word.
const TICK: Duration = Duration::from_millis(20);
/// The widest column that is read with ease.
const COLUMN: u16 = 76;
const STEP: Duration = Duration::from_secs(10);
const KEYS: &str = "space pause  q quit  ←→ sentence  ↑↓ paragraph  PgUp PgDn heading  , . 10 s  \
    + - rate  [ ] pitch  ( ) volume";
/// After so many gaps the machine is taken to be too busy for the period of the device.
const PATIENCE: u64 = 3;
/// What the sound is handed over in from then on: keys act a tenth of a second later.
const LONG_PERIOD: Duration = Duration::from_millis(50);
/// What the first row of an item of a list begins with, in the indent.
const BULLET: &str = "• ";
/// In columns.
const BULLET_WIDTH: usize = 2;
/// The most rows for the keys.
const KEY_ROWS: u16 = 3;

/// Whether there is a terminal to read in.
pub fn is_possible(args: &Args) -> bool {
    !args.quiet && !args.lines && io::stdout().is_terminal()
}

/// Reads a text aloud in the terminal.
pub fn read(engine: &Engine, args: &Args, text: &Text, from: Option<usize>) -> Result<(), Failure> {
    crate::output::write_marks(engine, args, text)?;
    let player = Player::new(engine.clone()).map_err(crate::play::name_the_option)?;
    let events = player.events();
    player.enqueue(text.document.clone());
    if let Some(byte) = from {
        player.seek(Seek::Byte(byte));
    }
    // It restores the terminal, too, when the program panics.
    crate::files::RAW.store(true, std::sync::atomic::Ordering::Relaxed);
    let mut terminal = ratatui::try_init().map_err(Failure::of_stdout)?;
    let reader = Reader {
        title: text
            .document
            .title
            .clone()
            .unwrap_or_else(|| text.name.clone()),
        document: text.document.clone(),
        player,
        events,
        rows: Vec::new(),
        width: 0,
        top: 0,
        sentence: None,
        word: None,
        message: String::new(),
        patient: false,
        finished: false,
    };
    let read = reader.run(&mut terminal);
    ratatui::restore();
    read
}

struct Reader {
    title: String,
    document: Arc<Document>,
    player: Player,
    events: Events,
    /// The document in rows of `width`.
    rows: Vec<Row>,
    width: u16,
    /// The first row on the screen.
    top: usize,
    sentence: Option<Span>,
    word: Option<Span>,
    message: String,
    /// Whether the device is opened with a long period.
    patient: bool,
    finished: bool,
}

/// The rows that the keys take; one on a low screen.
fn key_rows(area: Rect) -> u16 {
    let columns = Line::from(KEYS).width() as u16;
    match area.height {
        0..10 => 1,
        _ => columns.div_ceil(area.width.max(1)).clamp(1, KEY_ROWS),
    }
}

/// What a key does to the reader itself.
enum Next {
    Stay,
    Leave,
    Interrupt,
}

impl Reader {
    fn run(mut self, terminal: &mut DefaultTerminal) -> Result<(), Failure> {
        while !self.finished {
            while let Some(event) = self.events.try_recv() {
                self.hear(event);
            }
            terminal
                .draw(|frame| self.draw(frame))
                .map_err(Failure::of_stdout)?;
            if !event::poll(TICK).map_err(Failure::of_stdout)? {
                continue;
            }
            if let Input::Key(key) = event::read().map_err(Failure::of_stdout)?
                && key.kind != KeyEventKind::Release
            {
                match self.press(key) {
                    Next::Stay => {}
                    Next::Leave => return Ok(()),
                    Next::Interrupt => return Err(Failure::Interrupted),
                }
            }
        }
        Ok(())
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::Sentence(span) => {
                self.sentence = Some(span);
                self.word = None;
            }
            Event::Word(span) => self.word = Some(span),
            Event::Finished { .. } => self.finished = true,
            Event::DeviceUnderrun { count } if count >= PATIENCE && !self.patient => {
                self.patient = true;
                // Where two cannot be open at a time, the one that there is plays on.
                let _ = Output::with_period(LONG_PERIOD).and_then(|o| self.player.reconnect_on(o));
            }
            Event::DeviceLost { problem } => {
                self.message = format!("no sound: {problem}; press r to try again");
            }
            Event::Error { problem } => self.message = problem,
            _ => {}
        }
    }

    fn press(&mut self, key: KeyEvent) -> Next {
        let player = &self.player;
        let settings = player.settings();
        match key.code {
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return Next::Interrupt;
            }
            KeyCode::Char('q') | KeyCode::Esc => return Next::Leave,
            KeyCode::Char(' ') if player.is_playing() => player.pause(),
            KeyCode::Char(' ') => player.play(),
            KeyCode::Right => player.seek(Seek::NextSentence),
            KeyCode::Left => player.seek(Seek::PreviousSentence),
            KeyCode::Down => player.seek(Seek::NextParagraph),
            KeyCode::Up => player.seek(Seek::PreviousParagraph),
            KeyCode::PageDown => player.seek(Seek::NextHeading),
            KeyCode::PageUp => player.seek(Seek::PreviousHeading),
            KeyCode::Home => player.seek(Seek::Time(Duration::ZERO)),
            KeyCode::Char('.') => player.seek(Seek::Forward(STEP)),
            KeyCode::Char(',') => player.seek(Seek::Back(STEP)),
            KeyCode::Char('+' | '=') => self.rate(1.1),
            KeyCode::Char('-') => self.rate(1.0 / 1.1),
            KeyCode::Char(']') => self.pitch(settings.pitch.get() + 1.0),
            KeyCode::Char('[') => self.pitch(settings.pitch.get() - 1.0),
            KeyCode::Char(')' | '0') => self.volume(settings.volume.get() + 2.0),
            KeyCode::Char('(' | '9') => self.volume(settings.volume.get() - 2.0),
            KeyCode::Char('r') => match player.reconnect() {
                Ok(()) => self.message.clear(),
                Err(error) => self.message = format!("{error} (r tries again)"),
            },
            _ => {}
        }
        Next::Stay
    }

    // Outside the range, the value stays as it is.

    fn rate(&self, factor: f32) {
        let rate = (self.player.settings().rate.get() * factor * 20.0).round() / 20.0;
        if let Ok(rate) = Rate::new(rate) {
            self.player.set_rate(rate);
        }
    }

    fn pitch(&self, semitones: f32) {
        if let Ok(pitch) = Semitones::new(semitones) {
            self.player.set_pitch(pitch);
        }
    }

    fn volume(&self, decibels: f32) {
        if let Ok(volume) = Decibels::new(decibels) {
            self.player.set_volume(volume);
        }
    }

    fn draw(&mut self, frame: &mut Frame) {
        let [head, body, status, bar, keys] = Layout::vertical([
            Constraint::Length(2),
            Constraint::Min(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(key_rows(frame.area())),
        ])
        .areas(frame.area());
        if !self.shows_title() {
            frame.render_widget(Line::from(self.title.clone()).bold(), head);
        }
        self.draw_text(frame, body);
        let (line, share) = self.status();
        frame.render_widget(Line::from(line), status);
        let gauge = Gauge::default().ratio(share).label("");
        frame.render_widget(gauge.use_unicode(true), bar);
        let wrap = Wrap { trim: true };
        frame.render_widget(Paragraph::new(KEYS).dim().wrap(wrap), keys);
    }

    /// Whether the article on the screen begins with its title.
    fn shows_title(&self) -> bool {
        let first = self.document.blocks.first();
        self.top == 0 && first.is_some_and(|block| block.text.trim() == self.title.trim())
    }

    fn draw_text(&mut self, frame: &mut Frame, area: Rect) {
        let width = area.width.min(COLUMN);
        if width != self.width {
            self.rows = layout::rows(&self.document, usize::from(width));
            self.width = width;
        }
        self.scroll(usize::from(area.height));
        let end = self.rows.len().min(self.top + usize::from(area.height));
        let rows = &self.rows[self.top.min(end)..end];
        let lines: Vec<Line> = rows.iter().map(|row| self.line(row)).collect();
        frame.render_widget(Paragraph::new(lines), area);
    }

    /// Keeps what is heard in the upper half of the screen.
    fn scroll(&mut self, height: usize) {
        let Some(span) = self.word.as_ref().or(self.sentence.as_ref()) else {
            return;
        };
        let row = self
            .rows
            .partition_point(|row| (row.block, row.text.end) <= (span.block, span.text.start));
        if row < self.top || row >= self.top + height * 2 / 3 {
            self.top = row.saturating_sub(height / 3);
        }
    }

    /// A row with what is heard marked in it.
    fn line(&self, row: &Row) -> Line<'_> {
        let block = &self.document.blocks[row.block];
        let base = match block.kind {
            BlockKind::Title | BlockKind::Heading => Style::new().bold(),
            BlockKind::Quote | BlockKind::Caption => Style::new().italic(),
            _ => Style::new(),
        };
        let marks = [
            (&self.sentence, Modifier::UNDERLINED),
            (&self.word, Modifier::REVERSED),
        ];
        // The row is cut where a mark begins or ends in it.
        let mut cuts = vec![row.text.start, row.text.end];
        let inside = |span: &&Span| span.block == row.block;
        for span in marks.iter().filter_map(|(s, _)| s.as_ref()).filter(inside) {
            cuts.extend([span.text.start, span.text.end]);
        }
        cuts.retain(|c| row.text.start <= *c && *c <= row.text.end);
        cuts.sort_unstable();
        let piece = |cut: &[usize]| {
            let mut style = base;
            for (span, modifier) in &marks {
                let covers = |s: &Span| s.text.start <= cut[0] && cut[1] <= s.text.end;
                if span.as_ref().filter(inside).is_some_and(covers) {
                    style = style.add_modifier(*modifier);
                }
            }
            let text = block.text.get(cut[0]..cut[1]).unwrap_or_default();
            Piece::styled(text.replace(char::is_control, " "), style)
        };
        let mut indent = " ".repeat(row.indent);
        let begins = !row.text.is_empty() && block.text[..row.text.start].trim().is_empty();
        if block.kind == BlockKind::ListItem && begins && row.indent >= BULLET_WIDTH {
            indent.truncate(row.indent - BULLET_WIDTH);
            indent.push_str(BULLET);
        }
        let indent = Piece::raw(indent);
        let pieces = cuts.windows(2).filter(|c| c[0] < c[1]).map(piece);
        Line::from_iter([indent].into_iter().chain(pieces))
    }

    /// The line of numbers, and the share of the article that was heard.
    fn status(&self) -> (String, f64) {
        if !self.message.is_empty() {
            return (self.message.clone(), 0.0);
        }
        let time = self.player.position().map_or(Duration::ZERO, |p| p.time);
        let length = self.player.duration();
        let total = length.map_or(Duration::ZERO, |l| l.time);
        let about = if length.is_some_and(|l| l.exact) {
            ""
        } else {
            "~"
        };
        let state = if self.player.is_playing() {
            "playing"
        } else {
            "paused"
        };
        let settings = self.player.settings();
        let line = format!(
            "{state}  {} / {about}{}  rate {:.2}  pitch {:+.0}  volume {:+.0} dB",
            crate::play::clock(time),
            crate::play::clock(total),
            settings.rate.get(),
            settings.pitch.get(),
            settings.volume.get(),
        );
        let share = time.as_secs_f64() / total.as_secs_f64().max(0.001);
        (line, share.clamp(0.0, 1.0))
    }
}
