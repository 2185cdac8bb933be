"""Tables with one cell a line: with leading tabs and an empty line between rows, or with nothing to mark either."""

from ..damage import has_open_edge, has_some_blank, page_break, variables
from ..model import Rendered

WRAPPED = {"商业企业": ("商业", "企业"), "科研机构": ("科研", "机构"), "结果维持": ("结果", "维持"), "结果纠正": ("结果", "纠正"),
           "其他结果": ("其他", "结果"), "尚未审结": ("尚未", "审结")}


def tabbed_rows(table):
    """Rows of (text, cell): a span over columns is one cell, a span over rows leaves an empty one below."""
    rows = []
    for row, owners in enumerate(table.owners()):
        line, before = [], None
        for cell in owners:
            if cell is not None and cell is not before:
                line.append((cell.text.replace("\n", "") if cell.row == row else "", cell))
            before = cell
        rows.append(line)
    return rows


def wrap_header(rows, header_rows):
    """Print the last header row over two rows, as narrow columns wrap it."""
    last = rows[header_rows - 1]
    parts = [WRAPPED.get(text.replace(" ", "")) for text, _ in last]
    if not any(parts):
        return rows, header_rows
    upper = [(pair[0] if pair else text, cell) for (text, cell), pair in zip(last, parts)]
    lower = [(pair[1] if pair else "", cell) for (_, cell), pair in zip(last, parts)]
    return rows[:header_rows - 1] + [upper, lower] + rows[header_rows:], header_rows + 1


def tabbed(table, random, running_head=""):
    """One cell a line behind a tab, an empty line between rows; rows glued together, cells missing."""
    damage, lost, lines = [], set(), list(table.caption)
    rows, header_rows = tabbed_rows(table), table.header_rows
    if header_rows and random.random() < 0.5 and table.name in ("requests", "review_litigation"):
        rows, header_rows = wrap_header(rows, header_rows)
        damage.append("wrapped_header")
    if random.random() < 0.3:
        lines += ["\t", "", "\t", ""]
    glued = random.randrange(len(rows)) if random.random() < 0.2 else -1
    missing = random.randrange(len(rows)) if random.random() < 0.25 else -1
    broken = random.randrange(header_rows + 1, len(rows)) if random.random() < 0.3 and len(rows) > header_rows + 1 else -1
    before = []
    for number, row in enumerate(rows):
        values = [cell for _, cell in row if cell.role == "value"]
        cells = [text for text, _ in row]
        if number == missing and len(values) > 1:
            cells = drop_value(table, cells, values, random, lost)
            damage.append("missing_cell")
            glued = number + 1 if random.random() < 0.5 else glued
        lead = "\t"
        if number == broken:
            lines += page_break(random, running_head, blank_lines=False) + [""]
            damage.append("page_break")
        elif number == glued and number > header_rows:
            while lines and lines[-1] == "":
                lines.pop()
            lead, damage = " \t", damage + ["glued_rows"]
            if has_open_edge(before):
                lost |= variables(before)
        lines.append(lead + cells[0])
        lines += ["\t" + text for text in cells[1:]] + [""]
        before = values
    return Rendered(lines, lost, sorted(set(damage)), "wrapped_header" not in damage and "missing_cell" not in damage)


def drop_value(table, cells, values, random, lost):
    """Lose one value of a row. The last of a disclosure row counts as printed blank; elsewhere nobody can tell."""
    if table.name == "disclosure":
        values[-1].printed.kind, values[-1].printed.value, values[-1].printed.unit = "blank", "", ""
        values[-1].printed.text = ""
        return cells[:-1]
    if not all(cell.printed.kind == "blank" for cell in values):
        lost |= variables(values)
    place = len(cells) - random.randrange(1, len(values) + 1)
    return cells[:place] + cells[place + 1:]


def bare(table, random, running_head=""):
    """One cell a line and nothing else; blank cells kept as empty lines, or lost."""
    style = random.choice(["cells", "cells", "all_places", "lost", "lost"])
    damage, lost, lines = [f"blanks_{'lost' if style == 'lost' else 'kept'}"], set(), list(table.caption)
    body = range(table.header_rows + 1, table.rows)
    broken = random.choice(body) if random.random() < 0.35 and len(body) else -1
    for row, owners in enumerate(table.owners()):
        if row == broken:
            lines += page_break(random, running_head, blank_lines=False)
            damage.append("page_break")
        values = [cell for cell in owners if cell is not None and cell.role == "value"]
        for column, cell in enumerate(owners):
            at_home = cell is not None and (cell.row, cell.column) == (row, column)
            text = cell.text.replace("\n", "") if at_home else ""
            if style == "lost" and text or style == "cells" and at_home or style == "all_places":
                lines.append(text)
        if style == "lost" and len(set(map(id, values))) > 1 and has_some_blank(values):
            lost |= variables(values)
        if style == "all_places" and has_open_edge(values):
            lost |= variables(values)
    if table.name == "review_litigation" and has_open_edge(table.value_cells()):
        lost |= variables(table.value_cells())
    return Rendered(lines, lost, sorted(set(damage)), False)
