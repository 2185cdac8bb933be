#!/usr/bin/env python3
"""Score tables without a full grid: grids by `baobiao inspect --format json`, values by the cells.csv of a run.

    score_open.py CORPUS --binary target/release/baobiao [--datasets DIR] [--worst 10] [--all FILE]

CORPUS is a folder of generate_open_pdfs.py (PDFs and truth.jsonl). Without --datasets the binary runs over the corpus first.
found: a table of the truth half or more of whose neighbourhoods are in one table that was found; exact: every printed cell at its place;
adjacency: ICDAR 2013's relations; cells: value cells with labels and content right; wrong: numbers under labels of another value or that are
not printed; misplaced: numbers whose labels fit no cell; false: tables that share nothing with the truth; pieces: tables that share
something with one that another table was taken for. Only the Python standard library is needed.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

from scoring.open_tables import differences, match_tables, norm, pages_of, score_values

csv.field_size_limit(1 << 30)


def inspect(binary, path):
    """What is found in one document; nothing where the tool fails."""
    done = subprocess.run([binary, "inspect", str(path), "--format", "json", "--quiet"], capture_output=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"document": {}, "tables": [], "failed": done.stderr.decode("utf-8", "replace")[-200:]}


def read_cells(datasets):
    """table_id -> its rows of cells.csv."""
    cells = {}
    with open(datasets / "cells.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cells.setdefault(row["table_id"], []).append(row)
    return cells


def score_document(record, answer, cells, sure):
    """(counts of the document, [(table of the truth, its counts, differences)]). `sure` is given confidences and what is right of them."""
    truth, found = record["tables"], [table for table in answer["tables"] if table.get("cells")]
    pairs, wanted, had, touched = match_tables(truth, found)
    partner = {i: (j, shared) for i, j, shared in pairs}
    document = Counter(documents=1, tables_printed=len(found), failed="failed" in answer)
    free = set(range(len(found))) - {j for _, j, _ in pairs}
    document["pieces"], document["false"] = len(free & touched), len(free - touched)
    name = lambda j: f"{answer['document'].get('document_id')}-t{answer['tables'].index(found[j]) + 1:02d}"
    for j in free:
        sure["cells"] += [(float(row["confidence"]), False) for row in cells.get(name(j), []) if row["value_kind"] not in ("blank", "unresolved")]
    sure["tables"] += [(confidence_of(cells.get(name(j), [])), False) for j in free]
    document["false_numbers"] = sum(row["value_kind"] == "number" for j in free - touched for row in cells.get(name(j), []))
    scores = []
    for i, table in enumerate(truth):
        counts, words = Counter(tables=1, relations=sum(wanted[i].values())), []
        j, shared = partner.get(i, (None, 0))
        counts["over_pages"] = len(table["pages"]) > 1
        counts["found"] = shared * 2 >= counts["relations"] and j is not None
        rows = []
        if j is not None:
            counts["relations_found"], counts["relations_right"] = sum(had[j].values()), shared
            words = differences(table["cells"], found[j]["cells"])
            counts["exact"] = not words
            counts["title"], counts["title_right"] = bool(table["title"]), bool(table["title"]) and norm(table["title"]) == norm(found[j].get("title"))
            pages = found[j].get("pages") or [found[j]["page"]]
            if len(table["pages"]) > 1:
                counts["over_pages"], counts["joined"] = 1, [pages[0], pages[-1]] == [table["pages"][0], table["pages"][-1]]
            rows = cells.get(name(j), [])
            sure["tables"].append((confidence_of(rows), not words))
        else:
            words = ["not found"]
        values, lines = score_values(table["values"], rows, table["cells"], sure["cells"])
        counts.update(values)
        scores.append((table, counts, words[:3] + lines[:3], j is not None and found[j].get("method")))
    return document, scores


def confidence_of(rows):
    """That of a table: of its surest cell."""
    return max((float(row["confidence"]) for row in rows), default=0)


def calibration(sure):
    """How many of those that are said to be so sure are right, by steps of confidence."""
    for name, said in sure.items():
        print(f"\n{name + ' said to be':24} {'number':>7} {'right':>6} {'surer':>7} {'right':>6}")
        steps = [0, .3, .5, .6, .7, .8, .85, .9, .95, 1.01]
        for low, high in zip(steps, steps[1:]):
            inside = [right for confidence, right in said if low <= confidence < high]
            above = [right for confidence, right in said if confidence >= low]
            print(f"  {low:4.2f} to {min(high, 1):4.2f}           {len(inside):7} {ratio(sum(inside), len(inside))} {len(above):7} {ratio(sum(above), len(above))}")


def ratio(part, whole):
    """A share in print."""
    return f"{part / whole:.3f}" if whole else "  –  "


def score_f(right, truth, found):
    """F1."""
    return f"{2 * right / (truth + found):.4f}" if truth + found else "  –   "


def line_of(name, counts):
    """One line of the report."""
    return (f"{name:26} {counts['tables']:5} {ratio(counts['found'], counts['tables'])} {ratio(counts['exact'], counts['tables'])} "
            f"{score_f(counts['relations_right'], counts['relations'], counts['relations_found'])} "
            f"{score_f(counts['cells_right'], counts['cells_truth'], counts['cells_found'])} {counts['wrong']:6} {counts['misplaced']:9}")


def main():
    """Read the options, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/baobiao")
    parser.add_argument("--datasets", type=pathlib.Path)
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst documents to list")
    parser.add_argument("--confidence", action="store_true", help="say how many of the cells and tables that are said to be so sure are right")
    parser.add_argument("--all", type=pathlib.Path, help="write every table that is not exact or has wrong cells to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        datasets = options.datasets
        if not datasets:
            datasets = pathlib.Path(folder) / "datasets"
            subprocess.run([options.binary, "run", str(options.corpus), "--out", str(datasets), "--exclude", "truth.jsonl", "--exclude", "*.txt", "--quiet"], check=True)
        cells = read_cells(datasets)
    with open(options.corpus / "truth.jsonl", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    total, groups, worst, sure = Counter(), {}, [], {"cells": [], "tables": []}
    for record in records:
        answer = inspect(options.binary, options.corpus / record["path"])
        document, scores = score_document(record, answer, cells, sure)
        total += document
        badness = 20 * document["false"] + 10 * document["pieces"]
        lines = [f"  {document['false']} false tables, {document['pieces']} pieces"] if document["false"] or document["pieces"] else []
        for number, (table, counts, words, method) in enumerate(scores, 1):
            total += counts
            for name in (f"kind {table['kind']}", f"place {table['place']}", f"content {table['content']}", f"producer {record['producer']}"):
                groups.setdefault(name, Counter()).update(counts)
            missed = counts["cells_truth"] - counts["cells_right"]
            badness += 100 * counts["wrong"] + 10 * (not counts["exact"]) + missed + counts["misplaced"]
            if words:
                lines.append(f"  table {number} page {table['pages']} {table['kind']}/{table['place']}/{table['content']} method {method} exact {bool(counts['exact'])} "
                             f"cells {counts['cells_right']}/{counts['cells_truth']} wrong {counts['wrong']}: " + " · ".join(words))
        if badness:
            worst.append((badness, record["path"], lines))
    report(total, groups)
    if options.confidence:
        calibration(sure)
    worst.sort(key=lambda one: (-one[0], one[1]))
    for badness, path, lines in worst[:options.worst]:
        print(f"\n{path}\n" + "\n".join(lines))
    if options.all:
        options.all.write_text("".join(f"{path}\n" + "\n".join(lines) + "\n\n" for _, path, lines in worst), encoding="utf-8")


def report(total, groups):
    """The totals, then each group."""
    print(f"documents {total['documents']}, failed {total['failed']}; tables {total['tables']}, printed by the tool {total['tables_printed']}")
    print(f"found {ratio(total['found'], total['tables'])}  exact grid {ratio(total['exact'], total['tables'])}  adjacency F1 "
          f"{score_f(total['relations_right'], total['relations'], total['relations_found'])}")
    print(f"cells F1 {score_f(total['cells_right'], total['cells_truth'], total['cells_found'])} of {total['cells_truth']}; wrong numbers {total['wrong']}, "
          f"misplaced {total['misplaced']}; units {ratio(total['units_right'], total['units'])}")
    print(f"false tables {total['false']} (with {total['false_numbers']} numbers), pieces {total['pieces']}; titles {ratio(total['title_right'], total['title'])}; "
          f"over pages joined {total['joined']} of {total['over_pages']}")
    if groups:
        print(f"\n{'':26} tables found exact adjac. cells   wrong misplaced")
    for name in sorted(groups):
        print(line_of(name, groups[name]))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the reader of the list, such as `head`, has seen enough
        sys.stderr.close()
