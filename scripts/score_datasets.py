#!/usr/bin/env python3
"""Score the datasets of a run against the truth of its reports.

    score_datasets.py DATASETS_DIR TRUTH [--worst N]

DATASETS_DIR holds documents.csv, tables.csv, cells.csv and observations.csv; TRUTH is a truth.jsonl or a folder with one.
A wrong value is a printed number that differs from the truth, or one that stands where the truth has none.
Only the Python standard library is needed.
"""

import argparse
import pathlib
import sys

from scoring.document import score_document
from scoring.reading import CsvGroups, TruthFile
from scoring.tally import Tally, print_tallies

IDENTITY_FIELDS = ["agency", "region", "region_code", "agency_kind", "agency_id", "year"]


def score_all(datasets, truth_path, tallies, worst_count):
    """Score every document of the truth in path order; the worst documents with their differences."""
    truth = TruthFile(truth_path)
    documents = CsvGroups(datasets / "documents.csv", lambda row: row["path"])
    tables = CsvGroups(datasets / "tables.csv", lambda row: row["path"])
    observations = CsvGroups(datasets / "observations.csv", lambda row: row["path"])
    paths = CsvGroups(datasets / "documents.csv", lambda row: row["path"]).column("document_id", "path")
    cells = CsvGroups(datasets / "cells.csv", lambda row: paths.get(row["table_id"].rsplit("-t", 1)[0], ""))
    worst = []
    for record in truth:
        path = record["path"]
        score = score_document(record, documents.take(path), tables.take(path), observations.take(path), cells.take(path))
        for name in ["total", "layout " + record["layout"], "encoding " + record["encoding"],
                     *("damage " + name for name in record["damage"] or ["(undamaged)"])]:
            tallies.setdefault(name, Tally()).add(score)
        if score.badness() > 0:
            worst.append(score)
            if len(worst) > 4 * worst_count + 100:
                worst = sorted(worst, key=lambda one: -one.badness())[:worst_count]
    return sorted(worst, key=lambda one: (-one.badness(), one.path))[:worst_count]


def print_worst(worst):
    """The worst documents, each with a few of its differences."""
    for score in worst:
        wrong = score.counts["wrong"]
        print(f"\n{score.path}  [{score.layout}] {' '.join(score.damage)}")
        print(f"  wrong values {wrong}, missed {score.counts['truth'] - score.counts['right']}, tables "
              f"{score.counts['tables_found']} found, {score.counts['tables_expected']} expected, "
              f"{score.counts['tables_false']} false")
        for line in score.differences[:6]:
            print("    " + line)


def main():
    """Read the options, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path)
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst documents to list")
    options = parser.parse_args()
    tallies = {}
    worst = score_all(options.datasets, options.truth, tallies, options.worst)
    if "total" not in tallies:
        sys.exit("score_datasets: the truth holds no documents")
    print_tallies(tallies, IDENTITY_FIELDS)
    print_worst(worst)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the reader of the list, such as `head`, has seen enough
        sys.stderr.close()
