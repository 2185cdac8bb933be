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
    find_pages(report.grids, pages)
    for grid in report.grids:
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


def find_pages(grids, pages):
    """First and last page of each table: its rows stand, in the order of printing, on the pages that show most of their texts.

    A change of page inside a table costs a little, so that what stands on either page stays with its neighbours. Pages that the program
    itself made are kept.
    """
    rows = []
    for grid in grids:
        for row in range(grid.row_count):
            cells = [cell for cell in grid.cells if cell.row == row and cell.text]
            line = "".join(plain(cell.text) for cell in cells if cell.role == "value")      # tells a row of small numbers from any other
            rows.append((grid, row == 0, [plain(cell.text) for cell in cells] + [line]))
    best, ways = [0.0] * len(pages), []
    for _, is_first, texts in rows:
        gain = [sum(len(text) - .9 for text in texts if text and text in page) for page in pages]
        cost = .1 if is_first else 1.0
        way = [max(range(page + 1), key=lambda other, page=page: (best[other] - cost * (page - other), other)) for page in range(len(pages))]
        best = [best[other] - cost * (page - other) + gain[page] for page, other in enumerate(way)]
        ways.append(way)
    page = max(range(len(pages)), key=lambda other: best[other])
    found = {}
    for (grid, _, _), way in zip(reversed(rows), reversed(ways)):
        found.setdefault(id(grid), [page + 1, page + 1])[0] = page + 1
        page = way[page]
    for grid in grids:
        if not getattr(grid, "pages", None):
            grid.pages = found[id(grid)]


def plain(text):
    """Without spaces and lines; full-width digits and hyphens as ASCII ones."""
    text = text.translate(TO_CHARACTERS)
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s\u00a0\u200b]", "", text).replace("―", "—")
