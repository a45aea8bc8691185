//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// What to do about an output that cannot be written.
const REMEDY: &str = "name a file in a folder that exists and can be written";

/// A file under construction: written under a temporary name in the same folder, and renamed to its
/// own name by [`OutputFile::commit`]. If it is dropped without that, nothing is left behind, and a
/// file that had the name before is still there.
///
/// A name that stands for a device or a pipe (`/dev/null`, a FIFO) is written in place.
#[derive(Debug)]
pub struct OutputFile {
    file: Option<BufWriter<File>>,
    path: PathBuf,
    /// The temporary name, until the file is committed.
    partial: Option<PathBuf>,
}

impl OutputFile {
    /// Opens a file for writing.
    ///
    /// # Errors
    /// [`Error::Io`] if the folder does not exist, the file cannot be written, or the name is that
    /// of a folder.
    pub fn create(path: impl AsRef<Path>) -> Result<Self> {
        let named = path.as_ref();
        Self::open(named).map_err(|e| Error::io(named, e, REMEDY))
    }

    fn open(named: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let path = fs::canonicalize(named).unwrap_or_else(|_| named.to_path_buf());
        let existing = fs::metadata(&path).ok();
        match &existing {
            Some(m) if m.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(m) if m.is_file() && m.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Some(m) if !m.is_file() => {
                return Ok(OutputFile {
                    file: Some(BufWriter::new(File::options().write(true).open(&path)?)),
                    path,
                    partial: None,
                });
            }
            _ => {}
        }
        let (file, partial) = create_beside(&path)?;
        let output = OutputFile {
            file: Some(BufWriter::with_capacity(BUFFER, file)),
            path,
            partial: Some(partial),
        };
        if let (Some(existing), Some(partial)) = (existing, &output.partial) {
            fs::set_permissions(partial, existing.permissions())?;
        }
        Ok(output)
    }

    /// The name that the file will have.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The temporary name that it has until it is committed: what a program that is about to be
    /// ended by a signal should remove. `None` for what is written in place.
    pub fn partial(&self) -> Option<&Path> {
        self.partial.as_deref()
    }

    /// Whether one can go back in it: not so in devices and pipes.
    pub fn is_seekable(&self) -> bool {
        self.partial.is_some()
    }

    /// Ends the file and gives it its name.
    ///
    /// # Errors
    /// [`Error::Io`] if the last bytes cannot be written or the file cannot be renamed; nothing is
    /// left behind then.
    pub fn commit(mut self) -> Result<()> {
        let end = |output: &mut Self| -> io::Result<()> {
            if let Some(mut file) = output.file.take() {
                file.flush()?;
            }
            if let Some(partial) = &output.partial {
                fs::rename(partial, &output.path)?;
                output.partial = None;
            }
            Ok(())
        };
        end(&mut self).map_err(|e| Error::io(&self.path, e, REMEDY))
    }

    fn file(&mut self) -> io::Result<&mut BufWriter<File>> {
        self.file
            .as_mut()
            .ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

/// Large enough that a system call costs little beside the bytes it writes.
const BUFFER: usize = 64 << 10;

/// A new file in the folder of `path`, with a name that no other file has.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let Some(name) = path.file_name() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let mut attempt = 0;
    loop {
        let mut partial = std::ffi::OsString::from(".");
        partial.push(name);
        partial.push(format!(".{}-{attempt}.part", std::process::id()));
        let partial = path.with_file_name(partial);
        match File::options().write(true).create_new(true).open(&partial) {
            Ok(file) => return Ok((file, partial)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(e) => return Err(e),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file()?.flush()
    }
}

impl Seek for OutputFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file()?.seek(to)
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if let Some(partial) = &self.partial {
            // What is still in the buffer goes to a file that goes away.
            drop(self.file.take());
            let _ = fs::remove_file(partial);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of its own for each test.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("rhapsode-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn appears_whole() {
        let folder = folder("whole");
        let mut file = OutputFile::create(folder.join("a")).unwrap();
        file.write_all(b"one").unwrap();
        assert!(!folder.join("a").exists());
        file.commit().unwrap();
        assert_eq!(fs::read(folder.join("a")).unwrap(), b"one");
        assert_eq!(names(&folder), ["a"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn dropped_leaves_what_was_there() {
        let folder = folder("dropped");
        fs::write(folder.join("a"), "old").unwrap();
        let mut file = OutputFile::create(folder.join("a")).unwrap();
        file.write_all(&[0; 100_000]).unwrap();
        drop(file);
        assert_eq!(fs::read(folder.join("a")).unwrap(), b"old");
        assert_eq!(names(&folder), ["a"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn refuses_with_the_name() {
        let folder = folder("refuses");
        for path in [folder.clone(), folder.join("no/such"), PathBuf::new()] {
            let message = OutputFile::create(&path).unwrap_err().to_string();
            assert!(message.starts_with(path.to_str().unwrap()), "{message}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = folder("link");
        fs::write(folder.join("a"), "old").unwrap();
        std::os::unix::fs::symlink(folder.join("a"), folder.join("b")).unwrap();
        let mut file = OutputFile::create(folder.join("b")).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert_eq!(fs::read(folder.join("a")).unwrap(), b"new");
        assert!(folder.join("b").is_symlink());
        fs::remove_dir_all(folder).unwrap();
    }
}
