#!/usr/bin/env python3
"""Writes made-up annual reports as PDF, with the truth beside them.

    python3 generate_pdfs.py --out DIR --seed S [--count handmade=80,chromium=60,...] [--none N]

Producers: handmade and libreoffice, chromium (need only their programs), reportlab and typst (Python packages:
run the script with a Python that has them). DIR/truth.jsonl is what score_datasets.py reads.
"""

import argparse
import importlib
import json
import os
import random
import sys

from pdfs.check import check_file
from pdfs.report import make_report

PRODUCERS = ["handmade", "reportlab", "chromium", "libreoffice", "typst"]
MODULES = {"reportlab": "reportlab_pages"}


def main():
    """Read the options, write, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", default="handmade=80,reportlab=40,chromium=60,libreoffice=50,typst=40")
    parser.add_argument("--none", action="store_true", help="documents without any table")
    parser.add_argument("--short", action="store_true", help="little prose: small files")
    parser.add_argument("--no-check", action="store_true", help="do not look for each value with pdftotext")
    options = parser.parse_args()
    counts = {name: int(count) for name, count in (part.split("=") for part in options.count.split(","))}
    unknown = set(counts) - set(PRODUCERS)
    if unknown:
        parser.error(f"no such producer: {', '.join(sorted(unknown))}")
    truths, faults = [], 0
    for name in PRODUCERS:
        if counts.get(name):
            records, bad = produce(name, counts[name], options)
            truths += records
            faults += bad
    file = os.path.join(options.out, "truth.jsonl")
    if os.path.exists(file):
        fresh = {truth["path"] for truth in truths}
        with open(file, encoding="utf-8") as stream:
            truths += [truth for truth in map(json.loads, stream) if truth["path"] not in fresh]
    truths.sort(key=lambda truth: truth["path"].encode("utf-8"))
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        for truth in truths:
            stream.write(json.dumps(truth, ensure_ascii=False) + "\n")
    print(f"{len(truths)} reports in {options.out}, {faults} left out")


def produce(name, count, options):
    """The reports of one producer: their truth, and how many failed the check."""
    module = importlib.import_module("pdfs." + MODULES.get(name, name))
    from pdfs.without_tables import make_document
    work = []
    for number in range(count):
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
