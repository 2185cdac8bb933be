"""PDF + Report -> what pdftotext, another reader, sees: values that it misses, and the pages of the tables."""

import re
import subprocess
from collections import Counter

from .report import blackbox

TO_CHARACTERS = {ord(radical): character for character, radical in blackbox.RADICALS.items()}


def check_file(report, path):
    """Values of the truth that pdftotext does not find as often as they are printed, and labels with strange characters.

    Where a producer broke the pages, the tables' pages are taken from the text, too.
    """
    result = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=False)
    if result.returncode:
        return [f"pdftotext fails: {result.stderr.decode()[:200]}"]
    pages = [plain(page) for page in result.stdout.decode("utf-8", "replace").split("\f")]
    for grid in report.grids:
        find_pages(grid, pages)
        if getattr(grid, "pages", [0])[0] != getattr(grid, "pages", [0])[-1]:
            report.damages.add("table_over_pages")
    text = "".join(pages)
    printed = Counter(plain(value) for value in report.printed_values())
    missing = [value for value, count in printed.items() if text.count(value) < count]
    if "number_wrapped" in report.damages:     # the other reader runs the lines of neighbouring cells together: only digits can be counted
        digits = Counter(character for value in printed.elements() for character in value)
        found = Counter(text)
        missing = [value for value in missing if any(found[character] < digits[character] for character in value)]
    characters = set(text)
    return missing + [cell.text for grid in report.grids for cell in grid.cells if not set(plain(cell.text)) <= characters]


def find_pages(grid, pages):
    """First and last page of a table, by its header or first label and its last label; nothing where they are not in the text as a whole."""
    labels = [plain(cell.text) for cell in grid.cells if cell.role in ("label", "block") and len(plain(cell.text)) > 3]
    if getattr(grid, "pages", None) or not labels:
        return
    heads = [plain(cell.text) for cell in grid.cells if cell.role in ("header", "corner") and len(plain(cell.text)) > 3]
    first = [number for number, page in enumerate(pages, 1) if labels[0] in page or heads and heads[0] in page]
    last = [number for number, page in enumerate(pages, 1) if labels[-1] in page]
    if first and last and first[0] <= last[-1]:
        grid.pages = [first[0], last[-1]]


def plain(text):
    """Without spaces and lines; full-width digits and hyphens as ASCII ones."""
    text = text.translate(TO_CHARACTERS)
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s\u00a0\u200b]", "", text).replace("―", "—")
