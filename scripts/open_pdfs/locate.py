"""PDF + Document -> the pages of each table as pdftotext, another reader, sees them, and what it does not see."""

import re
import subprocess
import unicodedata

from .model import MARK


def plain(text):
    """Without spaces, breaks and marks; one form for look-alikes."""
    return re.sub(r"[\s\u00ad\u200b]", "", unicodedata.normalize("NFKC", MARK.sub("", text)))


def locate(document, path):
    """Sets the pages of tables whose producer broke them; texts that are printed nowhere."""
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=False)
    if result.returncode:
        return ["pdftotext fails"]
    texts = result.stdout.decode("utf-8", "replace").split("\f")
    raw = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=False).stdout.decode("utf-8", "replace").split("\f")
    pages = [plain(page) + "\0" + plain(other) for page, other in zip(texts, raw)]
    missing = []
    for table in document.tables:
        rows = rows_of(table)
        pages_of_rows = place_rows(rows, pages)
        if not table.pages:
            table.pages = sorted(set(pages_of_rows))
        if table.pages != sorted(set(pages_of_rows)):
            missing.append(f"pages {table.pages}, but the text is on {sorted(set(pages_of_rows))}")
        everything = "".join(pages)
        letters = set(everything)
        for cell in table.cells:
            text = plain(cell.text)
            seen = text in everything if cell.role == "value" and cell.align == "right" else set(text) <= letters
            if not seen:
                missing.append(cell.text)
    return missing


def rows_of(table):
    """The texts of each row's cells."""
    rows = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        if cell.text:
            rows[cell.row].append(plain(cell.text))
    return rows


def place_rows(rows, pages):
    """A page for each row, never going back: as many texts on their pages as can be, on few pages."""
    scores = [[sum(len(text) for text in row if text in page) for page in pages] for row in rows]
    best, ways = [0.0] * len(pages), []
    for row in scores:
        fresh, way = [], []
        for page in range(len(pages)):
            before = max(range(page + 1), key=lambda other: best[other] - .5 * (page - other))
            fresh.append(best[before] - .5 * (page - before) + row[page])
            way.append(before)
        best = fresh
        ways.append(way)
    page = max(range(len(pages)), key=lambda other: best[other])
    result = []
    for way in reversed(ways):
        result.append(page + 1)
        page = way[page]
    return result[::-1]
