"""Tables as lines with a sign between the cells: tabs, commas, or the bars of Markdown."""

import csv
import io

from ..damage import has_open_edge, page_break, variables
from ..model import Rendered
from ..printing import pull_apart


def texts(table, random, damage, keep_breaks=False):
    """The text of each cell by its place; now and then a number's digits are pulled apart inside its cell."""
    apart = random.random() < 0.06
    found = {}
    for cell in table.cells:
        text = cell.text if keep_breaks else cell.text.replace("\n", "")
        if apart and cell.role == "value" and cell.printed.kind == "number" and random.random() < 0.3:
            pulled = pull_apart(text, random)
            if pulled != text and "digits_apart" not in damage:
                damage.append("digits_apart")
            text = pulled
        found[cell.row, cell.column] = text
    return found


def grid_rows(table, cell_texts, repeat_spans=False):
    """The full grid: a merged cell at its top-left place, its other places empty or repeating it."""
    rows = []
    for row, owners in enumerate(table.owners()):
        line = []
        for column, cell in enumerate(owners):
            at_home = cell is not None and (cell.row, cell.column) == (row, column)
            repeats = repeat_spans and cell is not None and cell.role != "value"
            line.append(cell_texts[cell.row, cell.column] if at_home or repeats else "")
        rows.append(line)
    return rows


def narrow_rows(table, cell_texts):
    """The requests table as some converters leave it: two label columns where a row has at most two labels."""
    return [line if line[2] else line[:2] + line[3:] + [""] for line in grid_rows(table, cell_texts)]


def collapsed_rows(table, cell_texts, pad):
    """A span over columns is one cell, a span over rows leaves an empty one: rows differ in length."""
    rows = []
    for row, owners in enumerate(table.owners()):
        line, before = [], None
        for column, cell in enumerate(owners):
            if cell is not before or cell is None:
                line.append(cell_texts[cell.row, cell.column] if cell and cell.row == row else "")
            before = cell
        rows.append(line + [""] * (table.columns - len(line) if pad else 0))
    return rows


def tear_row(line, random):
    """A row that lost its leading empty cells; what follows may have moved along or been filled up."""
    while line and not line[0]:
        line = line[1:]
    return random.choice([line, line + [""], [line[0], "", *line[1:], ""]])


def tear(table, rows, random, running_head, damage, lost, anchored):
    """Put page breaks, torn rows, blank lines and cut tails between and into the rows of a tab table.
    `anchored`: the rows are full grids, so that a blank at a row's edge still has its place."""
    starting = table.starting()
    body = list(range(table.header_rows + 1, table.rows))
    broken = random.choice(body) if body and random.random() < 0.45 else -1
    torn_share = random.choice([0, 0, 0.1, 0.5]) if table.label_columns > 1 else 0
    blank_share = random.choice([0, 0, 0, 0.08])
    cut_tails, trailing = random.random() < 0.15, random.random() < 0.12
    lines = []
    for row, line in enumerate(rows):
        values = [cell for cell in starting[row] if cell.role == "value"]
        if row == broken:
            lines += page_break(random, running_head)
            damage.append("page_break")
            if random.random() < 0.25 and table.header_rows:
                lines += ["\t".join(rows[header]) for header in range(table.header_rows)]
                damage.append("repeated_header")
        torn = table.label_columns > 1 and row >= table.header_rows and not line[0]
        torn = torn and (row == broken or random.random() < torn_share)
        if torn:
            line = tear_row(line, random)
            damage.append("torn_rows")
        if (torn or not anchored) and has_open_edge(values):
            lost |= variables(values)
        if cut_tails:
            while len(line) > 1 and not line[-1]:
                line = line[:-1]
        if trailing and row >= table.header_rows:
            line = line + [""] * random.choice([0, 1, 2])
        lines.append("\t".join(line))
        if random.random() < blank_share and row < table.rows - 1:
            lines.append("")
            damage.append("blank_lines")
    damage += ["short_rows"] * cut_tails + ["trailing_tabs"] * trailing
    return lines


def tabs(table, random, running_head=""):
    """Rows of cells held apart by tabs, with spans in full, narrowed or collapsed, and torn by page breaks."""
    damage, lost = [], set()
    cell_texts = texts(table, random, damage)
    spans = random.choice(["full", "full", "collapsed", "narrow"])
    if spans == "narrow" and table.name == "requests":
        rows, damage = narrow_rows(table, cell_texts), damage + ["narrow_spans"]
    elif spans == "collapsed":
        rows, damage = collapsed_rows(table, cell_texts, random.random() < 0.5), damage + ["collapsed_spans"]
    else:
        rows, spans = grid_rows(table, cell_texts), "full"
    certain = spans == "full" or table.name in ("disclosure", "statistics")
    anchored = spans == "full" or table.name != "requests"
    lines = tear(table, rows, random, running_head, damage, lost, anchored)
    return Rendered(table.caption + lines, lost, sorted(set(damage)), certain)


def comma_separated(table, random, running_head=""):
    """Rows as a spreadsheet exports them; line breaks stay inside quoted cells."""
    damage = []
    cell_texts = texts(table, random, damage, keep_breaks=True)
    repeat = table.name in ("requests", "review_litigation") and random.random() < 0.2
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer.writerows(grid_rows(table, cell_texts, repeat))
    caption = [csv_line([line]) for line in table.caption]
    return Rendered(caption + stream.getvalue().rstrip("\n").split("\n"), set(), damage + ["repeated_spans"] * repeat)


def csv_line(fields):
    """One line of a comma-separated file."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(fields)
    return stream.getvalue()


def markdown(table, random, running_head=""):
    """A pipe table: the first printed row is its header, further header rows stand in its body."""
    damage = []
    repeat = table.name in ("requests", "review_litigation") and random.random() < 0.3
    rows = grid_rows(table, texts(table, random, damage), repeat)
    rows = [[text.replace("|", "\\|") for text in row] for row in rows]
    rule = random.choice(["---", ":---:", "-----", "--- "])
    if random.random() < 0.7:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + "|".join([rule.strip() if random.random() < 0.5 else " " + rule.strip() + " "] * table.columns) + "|")
    else:
        lines = ["|" + "|".join(row) + "|" for row in rows]
        lines.insert(1, "|" + "|".join([rule.strip()] * table.columns) + "|")
    caption = [line for text in table.caption for line in (text, "")]
    indented = any(cell.role == "label" and cell.text.startswith(" ") for cell in table.cells)  # Markdown drops these
    return Rendered(caption + lines, set(), damage + ["repeated_spans"] * repeat, not indented)
