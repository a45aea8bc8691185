//! Which letters an English speaker reads as a word: clusters of consonants.

/// Whether no English speaker would read `word` (lower case) as a word: no vowel, or clusters that
/// English does not have at the beginning, at the end or inside.
pub(super) fn unpronounceable(word: &str) -> bool {
    let letters: &[u8] = word.as_bytes();
    let vowel = |i: usize| match letters[i] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => i > 0,
        _ => false,
    };
    let Some(first) = (0..letters.len()).find(|&i| vowel(i)) else {
        return true;
    };
    let last = (0..letters.len())
        .rev()
        .find(|&i| vowel(i))
        .unwrap_or(first);
    if !is_onset(&word[..first]) || !is_coda(&word[last + 1..]) {
        return true;
    }
    // Inside: at most three consonants in a row, and at most two vowels.
    let (mut consonants, mut vowels) = (0, 0);
    for i in first..=last {
        if vowel(i) {
            if consonants > 0 && !is_medial(&word[i - consonants..i]) {
                return true;
            }
            vowels += 1;
            consonants = 0;
        } else {
            vowels = 0;
            consonants += 1;
        }
        if vowels > 2 || consonants > 3 {
            return true;
        }
    }
    false
}

fn is_onset(cluster: &str) -> bool {
    cluster.len() < 2 && cluster != "x"
        || matches!(
            cluster,
            "bl" | "br"
                | "ch"
                | "chr"
                | "cl"
                | "cr"
                | "dr"
                | "dw"
                | "fl"
                | "fr"
                | "gh"
                | "gl"
                | "gn"
                | "gr"
                | "kl"
                | "kn"
                | "kr"
                | "ph"
                | "phr"
                | "pl"
                | "pr"
                | "ps"
                | "q"
                | "qu"
                | "rh"
                | "sc"
                | "sch"
                | "scr"
                | "sh"
                | "shr"
                | "sk"
                | "sl"
                | "sm"
                | "sn"
                | "sp"
                | "sph"
                | "spl"
                | "spr"
                | "sq"
                | "squ"
                | "st"
                | "str"
                | "sw"
                | "th"
                | "thr"
                | "tr"
                | "ts"
                | "tw"
                | "vl"
                | "wh"
                | "wr"
                | "tch"
        )
}

fn is_coda(cluster: &str) -> bool {
    cluster.len() < 2 && !matches!(cluster, "h" | "j" | "q" | "v")
        || matches!(
            cluster,
            "ch" | "ck"
                | "cks"
                | "cs"
                | "ct"
                | "cts"
                | "ds"
                | "ff"
                | "fs"
                | "ft"
                | "fts"
                | "gh"
                | "ght"
                | "gs"
                | "ks"
                | "lb"
                | "ld"
                | "lds"
                | "lf"
                | "lk"
                | "lks"
                | "ll"
                | "lls"
                | "lm"
                | "lms"
                | "lp"
                | "lps"
                | "ls"
                | "lt"
                | "lts"
                | "lth"
                | "lve"
                | "mb"
                | "mp"
                | "mps"
                | "mpt"
                | "ms"
                | "nc"
                | "nch"
                | "nct"
                | "nd"
                | "nds"
                | "ng"
                | "ngs"
                | "ngth"
                | "nk"
                | "nks"
                | "ns"
                | "nt"
                | "nth"
                | "nts"
                | "nx"
                | "ph"
                | "ps"
                | "pt"
                | "pts"
                | "rb"
                | "rc"
                | "rch"
                | "rd"
                | "rds"
                | "rf"
                | "rg"
                | "rk"
                | "rks"
                | "rl"
                | "rld"
                | "rls"
                | "rm"
                | "rms"
                | "rn"
                | "rns"
                | "rp"
                | "rps"
                | "rs"
                | "rst"
                | "rt"
                | "rth"
                | "rts"
                | "rx"
                | "sc"
                | "sh"
                | "sk"
                | "sks"
                | "sm"
                | "sms"
                | "sp"
                | "ss"
                | "st"
                | "sts"
                | "tch"
                | "th"
                | "ths"
                | "ts"
                | "tt"
                | "tz"
                | "wd"
                | "wl"
                | "wls"
                | "wn"
                | "wns"
                | "ws"
                | "xt"
                | "zz"
        )
}

/// Consonants between vowels: a coda and an onset, wherever they are parted.
fn is_medial(cluster: &str) -> bool {
    cluster.len() < 3 && !cluster.contains('q')
        || (0..=cluster.len()).any(|i| is_coda(&cluster[..i]) && is_onset(&cluster[i..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_decide_what_can_be_read() {
        for word in [
            "asean", "nasa", "somsu", "unctad", "gavi", "ecowas", "string",
        ] {
            assert!(!unpronounceable(word), "{word}");
        }
        for word in [
            "ammswd", "somswd", "ncaa", "oecdp", "espn", "ibm", "xkcd", "unhcr",
        ] {
            assert!(unpronounceable(word), "{word}");
        }
    }
}
