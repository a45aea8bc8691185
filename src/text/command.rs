//! Commands as they are typed: "ls -la", "pip install --upgrade", "the -v flag".

use super::electronic::Shape;
use super::reader::Reader;

/// Programs whose names are nothing else in running text. Sorted.
#[rustfmt::skip]
static PROGRAMS: &[&str] = &[
    "apt", "awk", "bash", "cargo", "cd", "chmod", "chown", "clang", "cmake", "conda", "cp", "cron", "curl", "dd", "df",
    "dnf", "docker", "du", "emacs", "ffmpeg", "gcc", "gh", "git", "gpg", "gradle", "grep", "gzip", "htop", "java",
    "javac", "journalctl", "jq", "kubectl", "ln", "ls", "lsof", "mkdir", "mv", "mvn", "mypy", "mysql", "nc", "netstat",
    "nmap", "npm", "npx", "openssl", "pacman", "perl", "php", "pip", "pnpm", "podman", "ps", "psql", "pytest", "rm",
    "rsync", "rustc", "rustup", "scp", "sed", "sftp", "sox", "ssh", "sudo", "systemctl", "tar", "tcpdump", "terraform",
    "tmux", "uname", "uniq", "unzip", "vim", "wc", "wget", "xargs", "yum", "zsh",
];

/// Programs whose names are words: only where a command begins. Sorted.
#[rustfmt::skip]
static WORDS: &[&str] = &[
    "brew", "bundle", "cat", "cut", "diff", "dig", "echo", "find", "gem", "go", "head", "helm", "ip", "jest", "kill",
    "less", "make", "man", "mount", "nice", "node", "patch", "ping", "python", "ruby", "service", "sh", "sort", "su",
    "tail", "tee", "time", "top", "touch", "tr", "tree", "which", "yarn", "zip",
];

/// How many lexemes back the program of an option is looked for.
const REACH: usize = 14;

/// How many lexemes on the second dash of an aside is looked for.
const ASIDE: usize = 64;

/// What an option is called.
const FLAG: &[&str] = &[
    "flag",
    "flags",
    "option",
    "options",
    "switch",
    "switches",
    "argument",
    "arguments",
    "parameter",
    "parameters",
];

/// What is done with an option.
const GIVE: &[&str] = &[
    "use", "using", "with", "without", "add", "adding", "pass", "passing", "run", "set", "setting",
    "specify", "supply", "try", "type", "via", "include", "append", "omit", "supports", "accepts",
    "takes",
];

impl Reader<'_> {
    /// "-la", "--help", "--output=FILE" at `i`, where a command is spoken of.
    pub(super) fn command_option(&mut self, i: usize) -> Option<usize> {
        if self.sign(i) != '-' || !self.lexemes[i].spaced || !self.glued(i + 1) {
            return None;
        }
        let long = self.sign(i + 1) == '-';
        let name = i + 1 + usize::from(long);
        let numbered = !long
            && self.is_digits(name)
            && i > 0
            && matches!(self.at(i - 1), "kill" | "head" | "tail" | "nice");
        let named = self.glued(name) && self.is_word(name) && self.at(name).is_ascii();
        if !(numbered || named) {
            return None;
        }
        let full = self.chunk_end(i);
        let end = self.trim_chunk(i, full);
        let given = if long {
            self.long_option(i, name, end)
        } else {
            numbered || self.short_option(i, name, end)
        };
        if !given {
            return None;
        }
        self.begin(i);
        self.say_word("dash");
        if long {
            self.say_word("dash");
        }
        let letters = !long && self.is_word(name) && self.letters_of_option(name);
        if letters {
            self.letters(self.at(name));
        }
        self.address_parts(name + usize::from(letters), end, Shape::Path);
        Some(self.finish(end))
    }

    /// Whether the name at `name` after one hyphen is letters that each ask for something: "-rf".
    fn letters_of_option(&self, name: usize) -> bool {
        let word = self.at(name);
        word.len() < 3 || word.len() == 3 && !self.language.has_word(&self.lower(name))
    }

    /// "--no-cache", "--help", "git push --force", "the --all flag"; not "he left --it was late".
    fn long_option(&self, i: usize, name: usize, end: usize) -> bool {
        // A dash closes what a dash opens: "the dog --a poodle-- slept".
        let closes = (name..name + ASIDE)
            .any(|j| self.glued_sign(j) == '-' && self.glued_sign(j + 1) == '-');
        let compound = self.glued_sign(name + 1) == '-' && self.glued_alphanumeric(name + 2)
            || self.glued_sign(name + 1) == '=' && self.glued(name + 2);
        let usual = self.one_of(name, &["help", "version", "verbose", "debug", "upgrade"]);
        let alone = i == 0 && end >= self.len();
        !closes
            && self.lower_word(name)
            && (compound
                || usual
                || alone
                || self.one_of(end, FLAG)
                || self.one_of(i.wrapping_sub(1), FLAG)
                || self.one_of(i.wrapping_sub(1), GIVE)
                || self.program_before(i))
    }

    /// "ls -la", "the -v flag", "use -v"; not "words in -ing".
    fn short_option(&self, i: usize, name: usize, end: usize) -> bool {
        self.one_of(end, FLAG)
            || self.one_of(i.wrapping_sub(1), FLAG)
            || self.at(name).len() == 1
                && (self.one_of(i.wrapping_sub(1), GIVE) || i == 0 && end >= self.len())
            || self.program_before(i)
    }

    /// Whether a command begins at `j`: at the start, after a pipe, after "run".
    fn begins_command(&self, j: usize) -> bool {
        j == 0
            || self.sign(j - 1) == '|'
            || self.one_of(
                j - 1,
                &[
                    "run", "running", "use", "using", "type", "try", "enter", "execute", "sudo",
                ],
            )
    }

    /// Whether the name of a program stands before `i`, in the same clause.
    fn program_before(&self, i: usize) -> bool {
        (i.saturating_sub(REACH)..i)
            .rev()
            .take_while(|&j| !matches!(self.sign(j), ',' | ';' | '?' | '!') || self.glued(j + 1))
            .any(|j| {
                self.lower_word(j)
                    && (PROGRAMS.binary_search(&self.at(j)).is_ok()
                        || self.begins_command(j) && WORDS.binary_search(&self.at(j)).is_ok())
            })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_programs_are_sorted() {
        assert!(super::PROGRAMS.is_sorted());
        assert!(super::WORDS.is_sorted());
    }
}
