#!/usr/bin/env bash
# Makes a corpus with each generator, reads both, prints how much of what is printed was found.
#
#   scripts/score_both.sh [COUNT [SEED [SEED_BLACKBOX]]]
#
# Needs Python 3 and Rust. BAOBIAO names another binary than the release build; KEEP a folder that
# takes the reports and the datasets, which are thrown away otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."

count="${1:-700}"
seed="${2:-11}"
seed_blackbox="${3:-7}"

if [ -z "${BAOBIAO:-}" ]; then
    cargo build --locked --release --quiet
    BAOBIAO="${CARGO_TARGET_DIR:-target}/release/baobiao"
fi
if [ -n "${KEEP:-}" ]; then
    folder="$KEEP"
    mkdir -p "$folder"
else
    folder="$(mktemp -d)"
    trap 'rm -rf "$folder"' EXIT
fi

score() { # generator, seed
    local reports="$folder/$1" datasets="$folder/$1-datasets"
    printf '\n==> scripts/%s.py --count %s --seed %s\n' "$1" "$count" "$2"
    python3 "scripts/$1.py" --out "$reports" --count "$count" --seed "$2"
    "$BAOBIAO" run "$reports" --out "$datasets" --exclude truth.jsonl --quiet
    python3 scripts/score_datasets.py "$datasets" "$reports"
}

score generate_reports "$seed"
score generate_blackbox "$seed_blackbox"
