#!/usr/bin/env bash
# Records the prompts with a Flite voice into a corpus in the festvox layout:
#   OUT/wav/NAME_0001.wav   OUT/lab/NAME_0001.lab (phone ends)   OUT/etc/txt.done.data
# usage: voices/record-flite.sh VOICE PROMPTS OUT        (needs Debian's package flite)
# Flite is deterministic, so the corpus, and the pack built from it, can be reproduced byte for byte.
set -euo pipefail
voice=${1:?voice, for example rms} prompts=${2:?file with one prompt a line} out=${3:?folder to write}
command -v flite >/dev/null || { echo "record-flite.sh: flite is missing: apt-get install flite" >&2; exit 1; }
mkdir -p "$out/wav" "$out/lab" "$out/etc"
awk -v n="$voice" '{ gsub(/"/, ""); printf "( %s_%04d \"%s\" )\n", n, NR, $0 }' "$prompts" > "$out/etc/txt.done.data"
record() { # one line of txt.done.data
  id=$(cut -d' ' -f2 <<<"$1")
  text=$(cut -d'"' -f2 <<<"$1")
  { echo "#"; flite -voice "$VOICE" -psdur -t "$text" -o "$OUT/wav/$id.wav" | tr ' ' '\n' | awk -F: 'NF == 2 { print $2, 125, $1 }'; } > "$OUT/lab/$id.lab"
}
export -f record
export VOICE="$voice" OUT="$out"
tr '\n' '\0' < "$out/etc/txt.done.data" | xargs -0 -P "$(nproc)" -I{} bash -c 'record "$1"' _ {}
echo "$(ls "$out/wav" | wc -l) recordings in $out"
