//! Processes, and what the kernel says that they took.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use wait4::Wait4;

/// What one process took.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    /// User and system time, in seconds.
    pub cpu: f64,
    /// From its launch to its end, in seconds.
    pub wall: f64,
    /// Resident memory at its highest, in bytes.
    pub memory: f64,
}

/// Runs a program to its end; what it prints is dropped, unless its output is set.
pub fn run(command: &mut Command) -> Cost {
    let began = Instant::now();
    let name = command.get_program().to_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("{}: {e}", name.display()));
    let used = child.wait4().expect("its resource usage").rusage;
    Cost {
        cpu: (used.utime + used.stime).as_secs_f64(),
        wall: began.elapsed().as_secs_f64(),
        memory: used.maxrss as f64,
    }
}

/// The `speak` example in release mode, built if need be.
pub fn speak() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = Command::new(cargo)
        .args(["build", "--release", "--example", "speak"])
        .status();
    assert!(build.is_ok_and(|s| s.success()), "speak cannot be built");
    let bench = env::current_exe().expect("the path of the bench");
    let release = bench.ancestors().nth(2).expect("target/release/deps/bench");
    release.join("examples/speak")
}

/// The length of a WAV file in seconds. Only its header is read: what this process holds counts as
/// its children's memory too, up to where they begin their own.
pub fn seconds(wav: &Path) -> f64 {
    let mut header = [0; 44];
    let mut file = fs::File::open(wav).expect("a WAV file");
    file.read_exact(&mut header).expect("a header");
    let rate = u32::from_le_bytes(header[24..28].try_into().expect("4 bytes"));
    let bytes = file.metadata().expect("its length").len() - 44;
    bytes as f64 / 2.0 / f64::from(rate)
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// `RHAPSODE_ROUNDS`, or 5.
pub fn rounds() -> usize {
    env::var("RHAPSODE_ROUNDS").map_or(5, |r| r.parse().expect("RHAPSODE_ROUNDS: a number"))
}
