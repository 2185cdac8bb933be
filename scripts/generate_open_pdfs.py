#!/usr/bin/env python3
"""Writes made-up reports as PDF whose tables have no full grid (or, with --none, documents without tables), with the truth beside them.

    python3 generate_open_pdfs.py --out DIR --seed S [--count chromium=90,...] [--none]

Producers: canvas and typst (the Python packages reportlab and typst), chromium and libreoffice (the programs `chromium` and `soffice`, with
Chinese fonts: Debian's fonts-noto-cjk, fonts-wqy-zenhei, fonts-arphic-uming). Each file is read back by pdftotext (poppler-utils);
one that does not show a text of its truth is left out. DIR/truth.jsonl is what score_open.py reads. The same seed gives the same documents.
"""

import argparse
import importlib
import json
import os
import random
import sys

from open_pdfs.document import make_document
from open_pdfs.locate import locate
from open_pdfs.without_tables import make_none

MODULES = {"canvas": "to_canvas", "chromium": "to_html", "libreoffice": "to_docx", "typst": "to_typst"}


def main():
    """Read the options, write, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", default="canvas=90,chromium=90,libreoffice=80,typst=70", help="documents of each producer")
    parser.add_argument("--none", action="store_true", help="documents without any table")
    options = parser.parse_args()
    records, left_out = [], 0
    for part in options.count.split(","):
        name, count = part.split("=")
        if name not in MODULES:
            sys.exit(f"no such producer: {name}")
        fresh = produce(name, int(count), options)
        records += fresh
        left_out += int(count) - len(fresh)
    records.sort(key=lambda record: record["path"].encode())
    with open(os.path.join(options.out, "truth.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    print(f"{len(records)} documents with {sum(len(record['tables']) for record in records)} tables in {options.out}, {left_out} left out")


def produce(name, count, options):
    """The documents of one producer: their truth."""
    module = importlib.import_module("open_pdfs." + MODULES[name])
    work = []
    for number in range(count):
        source = random.Random(f"{options.seed}/{'none' if options.none else 'open'}/{name}/{number}")
        document = (make_none if options.none else make_document)(source, number, name)
        path = os.path.join(options.out, document.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        work.append((document, source, path))
    module.write_all(work)
    records = []
    for document, _, path in work:
        missing = locate(document, path)
        if missing:
            os.remove(path)
            print(f"{document.path}: left out: {missing[:4]}", file=sys.stderr)
        else:
            records.append(document.truth(name))
    return records


if __name__ == "__main__":
    main()
