#!/usr/bin/env python3
"""Writes made-up annual reports as PDF, with the truth beside them.

    python3 generate_pdfs.py --out DIR --seed S [--count handmade=100,chromium=60,...] [--none | --sample | --short]
    python3 generate_pdfs.py --sample --out ../sample_corpus --truth ../tests/corpus_truth.jsonl

Producers: handmade (needs nothing), chromium and libreoffice (the programs `chromium` and `soffice`, with Chinese fonts:
Debian's fonts-noto-cjk, fonts-wqy-zenhei, fonts-arphic-uming), reportlab and typst (Python packages of these names).
Each file is read back by pdftotext (poppler-utils, poppler-data); one that does not show a value of its truth, because its
producer lost it, is left out. DIR/truth.jsonl is what score_datasets.py reads:

    baobiao run DIR --out DATASETS --exclude truth.jsonl && python3 score_datasets.py DATASETS DIR

The same seed gives the same documents; the same bytes, too, with the same versions of the producers.
"""

import argparse
import importlib
import json
import os
import random
import sys

from pdfs.check import check_file
from pdfs.report import make_report
from pdfs.without_tables import make_document

PRODUCERS = ["handmade", "reportlab", "chromium", "libreoffice", "typst"]
MODULES = {"reportlab": "reportlab_pages"}


# The reports of the sample corpus: small ones, each with other fonts, rules and page ends.
SAMPLE_SEED = "5"
SAMPLE = {"handmade": [4, 8, 9, 14, 18, 19, 23, 29, 32, 34], "reportlab": [4, 5, 8, 10], "chromium": [8, 16, 21],
          "libreoffice": [0, 2], "typst": [1, 10]}


def main():
    """Read the options, write, check."""
    options = read_options()
    numbers = {name: range(int(count)) for name, count in (part.split("=") for part in options.count.split(","))}
    if options.sample:
        numbers, options.seed, options.short = SAMPLE, SAMPLE_SEED, True
    unknown = set(numbers) - set(PRODUCERS)
    if unknown:
        sys.exit(f"no such producer: {', '.join(sorted(unknown))}")
    truths, left_out = [], 0
    for name in PRODUCERS:
        if numbers.get(name):
            records, lost = produce(name, numbers[name], options)
            truths += records
            left_out += lost
    write_truth(options.truth or os.path.join(options.out, "truth.jsonl"), truths)
    print(f"{len(truths)} reports in {options.out}, {left_out} left out")


def read_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="folder to write; reports that are there already stay, with their truth")
    parser.add_argument("--truth", help="file that the truth is written to, beside what stands there; DIR/truth.jsonl if not given")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", default="handmade=100,reportlab=40,chromium=60,libreoffice=50,typst=40")
    parser.add_argument("--none", action="store_true", help="documents without any table")
    parser.add_argument("--short", action="store_true", help="little prose: small files")
    parser.add_argument("--sample", action="store_true", help="the reports of the sample corpus")
    parser.add_argument("--no-check", action="store_true", help="do not look for each value with pdftotext")
    return parser.parse_args()


def write_truth(file, truths):
    """Writes truth.jsonl; what another producer wrote into the same folder before stays."""
    if os.path.exists(file):
        fresh = {truth["path"] for truth in truths}
        with open(file, encoding="utf-8") as stream:
            truths += [truth for truth in map(json.loads, stream) if truth["path"] not in fresh]
    truths.sort(key=lambda truth: truth["path"].encode("utf-8"))
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        for truth in truths:
            stream.write(json.dumps(truth, ensure_ascii=False, separators=(",", ":")) + "\n")


def produce(name, numbers, options):
    """The reports of one producer: their truth, and how many failed the check."""
    module = importlib.import_module("pdfs." + MODULES.get(name, name))
    work = []
    for number in numbers:
        source = random.Random(f"{options.seed}/{name}/{number}")
        index = PRODUCERS.index(name) * 10000 + number
        report = make_document(source, index, name) if options.none else make_report(source, index, name, short=options.short)
        path = os.path.join(options.out, *report.path.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        work.append((report, source, path))
    if hasattr(module, "write_all"):
        module.write_all(work)
    else:
        for report, source, path in work:
            module.write(report, source, path)
    truths = []
    for report, _, path in work:
        missing = [] if options.no_check else check_file(report, path)
        if missing:      # producers lose rows, too: what is not printed cannot be asked for
            os.remove(path)
            print(f"{report.path}: left out, not in its text: {missing[:5]} {sorted(report.damages)}", file=sys.stderr)
        else:
            truths.append(report.truth())
    return truths, len(work) - len(truths)


if __name__ == "__main__":
    main()
