#!/usr/bin/env python3
"""Write a folder of annual reports of which every printed value is known, and `truth.jsonl` beside them.

    generate_reports.py --out DIR --count N --seed S [--layout NAME] [--family-share X] [--jobs N]

The same options give the same bytes. Only the Python standard library is needed.
"""

import argparse
import functools
import multiprocessing
import pathlib

from corpus.family_report import LAYOUT_WEIGHTS
from corpus.series import make_series, plan_series
from corpus.truth import truth_line


def write_series(plan, seed, layout, out, with_cells):
    """Write the reports of one agency; their truth as (path, line)."""
    lines = []
    for path, content, truth in make_series(plan, seed, layout):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        if not with_cells:
            truth["tables"] = [{"table": table["table"]} for table in truth["tables"]]
        lines.append((path, truth_line(truth)))
    return lines


def main():
    """Read the options, write the reports, then the truth sorted by path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder to write to")
    parser.add_argument("--count", type=int, required=True, help="number of reports")
    parser.add_argument("--seed", default="1", help="any text; the same seed gives the same reports")
    parser.add_argument("--layout", choices=[*LAYOUT_WEIGHTS, "none"], help="one layout for all reports")
    parser.add_argument("--family-share", type=float, default=0.9, help="share of reports that are of the family (0 to 1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes to use")
    parser.add_argument("--no-cells", action="store_true", help="leave the cells out of the truth, for large corpora")
    options = parser.parse_args()
    plans = plan_series(options.count, options.seed, options.family_share)
    options.out.mkdir(parents=True, exist_ok=True)
    work = functools.partial(write_series, seed=options.seed, layout=options.layout, out=options.out,
                             with_cells=not options.no_cells)
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            written = pool.map(work, plans, chunksize=50)
    else:
        written = [work(plan) for plan in plans]
    truth = sorted((line for lines in written for line in lines), key=lambda line: line[0].encode())
    with open(options.out / "truth.jsonl", "w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(line + "\n" for _, line in truth)
    print(f"{len(truth)} reports in {options.out}")


if __name__ == "__main__":
    main()
