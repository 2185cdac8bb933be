"""Tables held apart by runs of spaces, as `pdftotext -layout` prints them: wrapped cells, values centred beside them."""

import unicodedata

from ..damage import page_break
from ..model import Rendered


def display_width(text):
    """Columns on a raster where Chinese signs take two; signs of ambiguous width count as Chinese."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def wrap(text, width):
    """Break a cell's text into lines of at most `width` columns; numbers and marks are never broken."""
    if display_width(text) <= width and "\n" not in text:
        return [text]
    lines = []
    for part in text.split("\n"):
        line = ""
        for sign in part:
            if line and display_width(line + sign) > width:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return lines


def cell_text_lines(cell, width):
    """The lines of one cell: one sign a line in a vertical cell, values whole."""
    if cell.vertical:
        return [sign for sign in cell.text if sign != " "]
    return [cell.text] if cell.role == "value" else wrap(cell.text.rstrip(), width)


def column_widths(table):
    """Display columns for each column, wide enough for every value."""
    widths = list(table.widths or [16] * table.columns)
    for cell in table.cells:
        if cell.colspan == 1 and cell.role == "value":
            widths[cell.column] = max(widths[cell.column], display_width(cell.text) + 2)
    return widths


def row_heights(table, laid):
    """Lines for each row: enough for its own cells, then enough for those that span several rows."""
    heights = [1] * table.rows
    for cell, lines in laid:
        if cell.rowspan == 1:
            heights[cell.row] = max(heights[cell.row], len(lines))
    for cell, lines in laid:
        short = len(lines) - sum(heights[cell.row:cell.row + cell.rowspan])
        for extra in range(max(0, short)):
            heights[cell.row + extra % cell.rowspan] += 1
    return heights


def place_cells(table, random, jitter, half_lines):
    """Every text line with its place: {y in half lines: [(x, text)]}, and the first y of each row."""
    widths = column_widths(table)
    starts = [sum(widths[:column]) for column in range(table.columns + 1)]
    laid = [(cell, cell_text_lines(cell, sum(widths[cell.column:cell.column + cell.colspan]) - 2)) for cell in table.cells]
    heights = row_heights(table, laid)
    tops = [2 * sum(heights[:row]) for row in range(table.rows + 1)]
    placed = {}
    for cell, lines in laid:
        left, right = starts[cell.column], starts[cell.column + cell.colspan]
        first = (tops[cell.row] + tops[cell.row + cell.rowspan]) // 2 - len(lines)
        for number, text in enumerate(lines):
            if not text:
                continue
            free = right - left - display_width(text)
            x = left if cell.role == "label" and not cell.vertical else left + max(0, free // 2)
            if jitter and cell.role == "value" and free > 3:
                x += random.choice([-1, 0, 0, 1])
            y = first + 2 * number
            placed.setdefault(y if half_lines else y // 2 * 2, []).append((x, text))
    return placed, tops


def compose(pieces, margin):
    """One printed line out of the texts at their places; at least one space between two."""
    line = ""
    for x, text in sorted(pieces):
        gap = x + margin - display_width(line)
        line += " " * (max(gap, 2) if line else max(gap, 0)) + text
    return line


def vary_shape(table, random):
    """Other column widths, and at times a tall label that is wrapped instead of printed sign under sign."""
    if table.name == "requests":
        labels = random.choice([[8, 14, 34], [4, 10, 24], [8, 12, 44], [6, 18, 60]])
        table.widths = labels + [width + random.choice([0, 0, 2]) for width in table.widths[3:]]
    else:
        wider = random.choice([0, 0, 2, 4])
        table.widths = [width + wider for width in table.widths]
    if random.random() < 0.3:
        for cell in table.cells:
            cell.vertical = False


def spaces(table, random, running_head=""):
    """The whole table on a raster of spaces."""
    damage = []
    vary_shape(table, random)
    half_lines, spread = random.random() < 0.4, random.random() < 0.2
    placed, tops = place_cells(table, random, random.random() < 0.4, half_lines)
    damage += ["half_lines"] * half_lines + ["spread_rows"] * spread
    margin = random.choice([0, 0, 2, 6])
    body = tops[table.header_rows + 1:table.rows]
    broken = random.choice(body) if body and random.random() < 0.4 else None
    lines = [" " * margin + text for text in table.caption]
    for y in sorted(placed):
        if broken is not None and y >= broken:
            lines += page_break(random, " " * random.randrange(10, 40) + running_head)
            damage.append("page_break")
            broken = None
        lines.append(compose(placed[y], margin))
        if spread and any(top - 2 <= y < top for top in tops[1:-1]):
            lines.append("")
    return Rendered(lines, set(), sorted(set(damage)), True)
