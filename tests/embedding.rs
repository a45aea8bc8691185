//! The examples for embedding run.
#![cfg(feature = "embedded-voice")]

mod program;

use std::process::Command;

/// Runs an example; gives what it prints.
fn run(example: &str, change: impl FnOnce(&mut Command)) -> String {
    let mut command = program::example(example);
    change(&mut command);
    let output = command.output().expect("it starts");
    assert!(
        output.status.success(),
        "{example}: {}",
        program::message(&output)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn pcm() {
    let printed = run("pcm", |_| {});
    let words: Vec<&str> = printed
        .lines()
        .filter_map(|line| line.split_once(" s  "))
        .map(|(_, word)| word)
        .collect();
    assert_eq!(words.len(), 9, "{printed}");
    assert_eq!((words[0], words[8]), ("The", "notice"));
}

#[cfg(feature = "playback")]
#[test]
fn mix() {
    let printed = run("mix", |_| {});
    assert!(printed.starts_with("6 words in "), "{printed}");
}

#[cfg(all(feature = "playback", feature = "async"))]
#[test]
fn stream() {
    assert_eq!(run("stream", |_| {}), "The sea rises twice a day\n");
}

#[cfg(all(feature = "playback", target_os = "linux"))]
#[test]
fn listen() {
    let folder = program::Folder::new("listen");
    let heard = folder.file("heard.raw");
    let config = folder.write(
        "asound.conf",
        format!("pcm.!default {{ type file slave.pcm \"null\" file \"|cat > {heard}\" format raw }}\npcm.null {{ type null }}\n"),
    );
    run("listen", |command| {
        command.env("ALSA_CONFIG_PATH", config).arg("Two words.");
    });
    let heard = std::fs::read(&heard).expect("the device wrote it");
    let loudest = heard
        .as_chunks::<4>()
        .0
        .iter()
        .map(|s| f32::from_le_bytes(*s).abs())
        .fold(0.0, f32::max);
    assert!(loudest > 0.05, "{loudest}");
}
