"""Tables as text in reading order: a row's values on one line with single spaces, its labels on lines around."""

from ..damage import has_some_blank, page_break, variables
from ..model import Rendered
from .raster import wrap


def label_lines(text, width):
    """A label as one line or wrapped."""
    return [line for line in wrap(text.strip(), width) if line]


def group_width(cell, upright, width):
    """How wide the label of several rows is: one sign where it stands upright, else narrow as its column."""
    if cell.vertical:
        return 2 if upright else 8
    return 12 if width < 60 else 60


def around(lines, values, random):
    """The values behind the label's last line, or on a line of their own among the label's lines."""
    if not values:
        return lines
    if not lines:
        return [values]
    style = random.choice(["last", "last", "first", "own"])
    if style == "last" or len(lines) == 1:
        return lines[:-1] + [lines[-1] + " " + values]
    if style == "first":
        return [lines[0] + " " + values] + lines[1:]
    place = len(lines) // 2
    return lines[:place] + [values] + lines[place:]


def reading_order(table, random, running_head=""):
    """The table without any grid: blanks vanish, group labels stand before their rows or among them."""
    damage, lost = [], set()
    width = random.choice([24, 34, 60, 200])
    middle, upright = random.random() < 0.35, random.random() < 0.3
    lines = list(table.caption)
    body = list(range(table.header_rows + 1, table.rows))
    broken = random.choice(body) if body and random.random() < 0.35 else -1
    waiting = {}  # row -> lines of the group labels that are printed before that row's own
    for row, cells in enumerate(table.starting()):
        if row == broken:
            lines += page_break(random, running_head, blank_lines=False)
            damage.append("page_break")
        values = [cell for cell in cells if cell.role == "value"]
        own = []
        for cell in cells:
            if cell.role in ("label", "unit") and cell.rowspan > 1:
                at = row + (cell.rowspan // 2 if middle else 0)
                waiting.setdefault(at, []).extend(label_lines(cell.text, group_width(cell, upright, width)))
            elif cell.role in ("label", "unit", "block"):
                own.append(cell.text.strip())
        lines += waiting.pop(row, [])
        headers = [cell.text for cell in cells if cell.role == "header"]
        if headers:
            lines += header_lines(headers, width)
        printed = " ".join(cell.text for cell in values if cell.text)
        label = own[0] if own else ""
        tail = " ".join([text for text in own[1:] if text] + [printed] * bool(printed))
        if label or tail:
            lines += around(label_lines(label, width), tail, random)
        if len(values) > 1 and has_some_blank(values):
            lost |= variables(values)
    damage += ["labels_wrapped"] * (width < 60) + ["labels_in_the_middle"] * middle
    return Rendered(lines, lost, sorted(set(damage)), False)


def header_lines(headers, width):
    """The header cells of one row on one line; a long note on lines of its own before."""
    lines = []
    short = []
    for text in headers:
        if len(text) > 15:
            lines += label_lines(text, width)
        else:
            short.append(text)
    return lines + [" ".join(short)] * bool(short)
