//! Files under construction, which are taken away when the program is interrupted.

use std::path::{Path, PathBuf};
#[cfg(feature = "playback")]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rhapsode::export::OutputFile;
use rhapsode::{Error, Result};

/// The temporary names of the files that were opened and may not be finished.
static PARTIAL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The exit code of a program that was interrupted: 128 and the number of SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Whether the terminal has to be restored.
#[cfg(feature = "playback")]
pub static RAW: AtomicBool = AtomicBool::new(false);

/// Opens an output file.
pub fn create(path: &Path) -> Result<OutputFile> {
    // Held while the file appears, so that it is never there and unknown.
    let mut partial = PARTIAL.lock().unwrap_or_else(PoisonError::into_inner);
    let file = OutputFile::create(path)?;
    partial.retain(|p| p.exists());
    partial.extend(file.partial().map(Path::to_path_buf));
    Ok(file)
}

/// From now on, Ctrl-C, SIGTERM and SIGHUP take away what is half-written, restore the terminal and
/// end the program.
pub fn clean_up_when_interrupted() -> Result<()> {
    let clean_up = || {
        let partial = PARTIAL.lock().unwrap_or_else(PoisonError::into_inner);
        for path in &*partial {
            let _ = std::fs::remove_file(path);
        }
        // The lock is kept: no file is opened any more.
        #[cfg(feature = "playback")]
        if RAW.load(Ordering::Relaxed) {
            ratatui::restore();
            let _ =
                ratatui::crossterm::execute!(std::io::stdout(), ratatui::crossterm::cursor::Show);
        }
        std::process::exit(INTERRUPTED.into());
    };
    ctrlc::set_handler(clean_up).map_err(|e| {
        Error::unsupported(
            "Ctrl-C",
            format!("it cannot be handled: {e}"),
            "run speak in another environment",
        )
    })
}
