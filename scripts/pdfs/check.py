"""PDF + Report -> the values that its text does not show: the truth is held against another reader, pdftotext."""

import re
import subprocess
from collections import Counter


def check_file(report, path):
    """Values of the truth that pdftotext does not find as often as they are printed; numbers broken over lines are put together."""
    result = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=False)
    if result.returncode:
        return [f"pdftotext fails: {result.stderr.decode()[:200]}"]
    text = plain(result.stdout.decode("utf-8", "replace"))
    missing = []
    for value, count in Counter(plain(value) for value in report.printed_values()).items():
        if text.count(value) < count:
            missing.append(value)
    for grid in report.grids:
        missing += [cell.text for cell in grid.cells if cell.role in ("label", "header") and not upright(cell, report)
                    and len(cell.text) > 3 and cell.row_span == 1 and "".join(sorted(set(plain(cell.text)))) and plain(cell.text) not in text
                    and not set(plain(cell.text)) <= set(text)]
    return missing


def upright(cell, report):
    """Labels whose characters stand one above the other."""
    return cell.column == 0 and cell.row_span > 3


def plain(text):
    """Without spaces and lines; full-width digits and hyphens as ASCII ones."""
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s\u00a0\u200b]", "", text).replace("―", "—")
