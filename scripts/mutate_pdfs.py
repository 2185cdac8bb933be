#!/usr/bin/env python3
"""PDFs -> damaged copies -> a run over them: no crash, no limit passed, a row for every file.

Each copy is damaged in one to four places: bits flipped, the tail cut off, stretches deleted, doubled, moved or spliced in from
another file, numbers swapped or made huge, names changed, and streams that are inflated, damaged inside and deflated again.
The same seed makes the same copies. Standard library only.

    python3 scripts/mutate_pdfs.py --from sample_corpus --binary target/release/baobiao --count 5000 --seed 1
"""

import argparse
import csv
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from pathlib import Path

NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NAME = re.compile(rb"/[A-Za-z]\w+")
HOSTILE = [b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e30", b"0.0000001", b"-0"]


def flip(data, rng, _others):
    """Flips single bits."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 3, 10, 100])):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def stretch(data, rng):
    """A stretch of the file: mostly short, sometimes long."""
    start = rng.randrange(len(data))
    return start, min(len(data), start + int(10 ** rng.uniform(0, 4)))


def cut(data, rng, _others):
    """Breaks the file off, or takes bytes from its front."""
    place = rng.randrange(len(data))
    return data[place:] if rng.random() < 0.2 else data[:place]


def delete(data, rng, _others):
    start, end = stretch(data, rng)
    return data[:start] + data[end:]


def double(data, rng, _others):
    start, end = stretch(data, rng)
    return data[:end] + data[start:end] * rng.choice([1, 1, 2, 50]) + data[end:]


def move(data, rng, _others):
    start, end = stretch(data, rng)
    rest = data[:start] + data[end:]
    place = rng.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def splice(data, rng, others):
    """Puts a stretch of another file in."""
    other = rng.choice(others)
    start, end = stretch(other, rng)
    place = rng.randrange(len(data))
    return data[:place] + other[start:end] + data[place + (end - start) * rng.randrange(2):]


def swap_numbers(data, rng, _others):
    """Two numbers change places, or one becomes hostile."""
    found = list(NUMBER.finditer(data))
    if len(found) < 2:
        return data
    for _ in range(rng.choice([1, 2, 8])):
        one, two = sorted(rng.sample(found, 2), key=lambda match: match.start())
        if rng.random() < 0.5:
            data = data[:one.start()] + rng.choice(HOSTILE) + data[one.end():]
        else:
            data = data[:one.start()] + two[0] + data[one.end():two.start()] + one[0] + data[two.end():]
        found = list(NUMBER.finditer(data))
        if len(found) < 2:
            break
    return data


def swap_names(data, rng, _others):
    """A name becomes another one of the file."""
    found = list(NAME.finditer(data))
    if not found:
        return data
    for _ in range(rng.choice([1, 4])):
        place = rng.choice(found)
        data = data[:place.start()] + rng.choice(found)[0] + data[place.end():]
        found = list(NAME.finditer(data)) or found
    return data


def inside(data, rng, others):
    """Damages what a compressed stream holds."""
    found = list(STREAM.finditer(data))
    rng.shuffle(found)
    for match in found:
        try:
            held = zlib.decompress(match[1])
        except zlib.error:
            continue
        if not held:
            continue
        held = rng.choice([flip, cut, delete, double, move, swap_numbers, swap_names])(held, rng, others)
        return data[:match.start(1)] + zlib.compress(held) + data[match.end(1):]
    return data


def mutant(originals, rng):
    data = rng.choice(originals)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        ways = [flip, cut, delete, double, move, splice, swap_numbers, swap_names, inside, inside, inside]
        data = rng.choice(ways)(data, rng, originals) or b"%PDF-1.7\n"
    return data


def run(binary, folder, out, extra):
    words = [binary, "run", str(folder), "--out", str(out), "--log-format", "json", "-v", *extra]
    began = time.monotonic()
    ended = subprocess.run(words, capture_output=True, text=True, errors="replace")
    return ended, time.monotonic() - began


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--from", dest="source", type=Path, required=True, help="folder with PDFs")
    options.add_argument("--binary", required=True)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="folder for the copies that crashed the program or took too much")
    options.add_argument("extra", nargs="*", help="options of the run, behind --")
    options = options.parse_args()
    originals = [path.read_bytes() for path in sorted(options.source.rglob("*.pdf"))]
    if not originals:
        sys.exit(f"no PDF below {options.source}")
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        copies, out = Path(folder, "in"), Path(folder, "out")
        copies.mkdir()
        for number in range(options.count):
            (copies / f"{number:05}.pdf").write_bytes(mutant(originals, rng))
        ended, seconds = run(options.binary, copies, out, options.extra)
        if ended.returncode != 0:
            sys.exit(f"exit code {ended.returncode}\n{ended.stderr[-4000:]}")
        documents, problems = rows(out / "documents.csv"), rows(out / "problems.csv")
        bad = [row for row in problems if row["code"] in ("worker_crashed", "limit_memory", "limit_time", "internal_error")]
        print(f"{len(documents)} of {options.count} files have their row; {seconds:.0f} s")
        print("status  ", dict(Counter(row["status"] for row in documents)))
        print("problems", dict(Counter(row["code"] for row in problems)))
        for row in bad:
            print(row["path"], row["code"], row["message"])
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                shutil.copy(copies / row["path"], options.keep / row["path"])
        for line in ended.stderr.splitlines():
            if "a worker ended" in line:
                print(line)
        if len(documents) != options.count or bad:
            sys.exit(1)


if __name__ == "__main__":
    main()
