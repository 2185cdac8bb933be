"""Columns and rows as an author thinks of them -> a Table: a grid of cells, and the tidy values that it states.

Texts may hold `^{mark}` (a raised footnote mark) and line breaks that are printed as such.
"""

import re
from dataclasses import dataclass, field

MARK = re.compile(r"\^\{([^}]*)\}")


@dataclass
class Value:
    """What one value cell prints. `kind`: number, text, blank, na (a sign for "nothing"), marked (a number with a mark behind it)."""

    text: str
    value: str = ""
    kind: str = "text"
    unit: str = ""
    open: bool = False      # a text that may as well be taken for a label: neither asked for nor wrong


@dataclass
class Column:
    """A column of values: its header from the outermost line to the innermost."""

    path: tuple
    align: str = "right"
    unit: str = ""


@dataclass
class Row:
    """A row: the labels of the stub (None: merged with the one above), then values; a heading has no values."""

    labels: list
    values: list = field(default_factory=list)
    level: int = 0
    heading: bool = False
    total: bool = False
    centred: bool = False


@dataclass
class Cell:
    """A cell of the grid. `rows` and `columns`: other anchors that the print leaves open, as ranges (first, last)."""

    row: int
    column: int
    text: str
    role: str
    row_span: int = 1
    column_span: int = 1
    align: str = "left"
    level: int = 0
    bold: bool = False
    middle: bool = False
    open_rows: tuple = ()
    open_columns: tuple = ()


@dataclass
class Table:
    """A grid with what stands around it, how it is drawn, and its truth."""

    cells: list
    row_count: int
    width: int
    header_rows: int
    label_columns: int
    values: list                     # (row path, column path, Value, unit): a path is a list of (text, required)
    title: str = ""
    unit: str = ""
    notes: list = field(default_factory=list)
    content: str = ""
    kind: str = ""
    place: str = "plain"
    boundaries: list = field(default_factory=list)     # first rows of groups
    totals: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    repeat: bool = False
    halves: int = 0                                     # a two-sided table: the right half's first column
    look: object = None

    def places(self):
        """(row, column) -> the cell that covers it."""
        return {(r, c): cell for cell in self.cells for r in range(cell.row, cell.row + cell.row_span)
                for c in range(cell.column, cell.column + cell.column_span)}

    def truth(self):
        """The record for truth.jsonl."""
        cells = []
        for cell in self.cells:
            if cell.text:
                one = {"row": cell.row, "col": cell.column, "rowspan": cell.row_span, "colspan": cell.column_span, "text": printed(cell.text)}
                if MARK.search(cell.text):
                    one["unmarked"] = MARK.sub("", cell.text)
                if cell.open_rows:
                    one["rows"] = list(cell.open_rows)
                if cell.open_columns:
                    one["cols"] = list(cell.open_columns)
                cells.append(one)
        path = lambda parts: [[printed(text), MARK.sub("", text), required] for text, required in parts]
        values = [{"row": path(row), "column": path(column), "text": printed(value.text), "kind": value.kind, "value": value.value, "unit": unit}
                  | ({"open": True} if value.open else {}) for row, column, value, unit in self.values]
        return {"kind": self.kind, "place": self.place, "content": self.content, "pages": self.pages, "title": self.title, "unit": self.unit,
                "header_rows": self.header_rows, "label_columns": self.label_columns, "cells": cells, "values": values}


def printed(text):
    """The text as printed, marks without their braces."""
    return MARK.sub(r"\1", text)


def parts(text):
    """The text in parts: (part, is a raised mark)."""
    result, place = [], 0
    for match in MARK.finditer(text):
        result += [(text[place:match.start()], False), (match.group(1), True)]
        place = match.end()
    return [part for part in result + [(text[place:], False)] if part[0]]


def header_cells(corner, columns, merge_down, label_at):
    """The header's cells. `merge_down`: short paths span down (a rule or the middle shows it); else they stand on `label_at`."""
    depth = max(len(column.path) for column in columns)
    first = len(corner)
    cells = []
    for number, text in enumerate(corner):
        cells.append(stretched(text, "corner", number, 0, depth, merge_down, label_at, "center"))
    for level in range(depth):
        place = 0
        while place < len(columns):
            path = columns[place].path
            if level >= len(path):
                place += 1
                continue
            end = place + 1
            while level < len(path) - 1 and end < len(columns) and columns[end].path[:level + 1] == path[:level + 1] and len(columns[end].path) > level + 1:
                end += 1
            if level == len(path) - 1 and level < depth - 1:
                cells.append(stretched(path[level], "header", first + place, level, depth - level, merge_down, label_at, columns[place].align))
            else:
                align = "center" if end - place > 1 else columns[place].align
                cells.append(Cell(level, first + place, path[level], "header", 1, end - place, align))
            place = end
    return [cell for cell in cells if cell], depth


def stretched(text, role, column, row, span, merge_down, label_at, align):
    """A header cell beside deeper ones."""
    if not text and not merge_down:
        return None
    if span == 1 or merge_down:
        return Cell(row, column, text, role, span, 1, align, middle=True)
    at = row if label_at == "top" else row + span - 1
    return Cell(at, column, text, role, 1, 1, align, open_rows=(row, row + span - 1))


def assemble(corner, columns, rows, merge_down=False, label_at="bottom", unit="", label_align=("left",), name_column=-1):
    """The Table of an ordinary table: stub to the left, header above. `name_column`: the labels' column that names a row's parts."""
    cells, depth = header_cells(corner, columns, merge_down, label_at)
    stub = len(corner)
    width = stub + len(columns)
    values, ancestors, boundaries, totals, current = [], [], [], [], [None] * stub
    for number, row in enumerate(rows):
        at = depth + number
        ancestors = [one for one in ancestors if one[0] < row.level]
        if row.heading:
            span = width if row.centred else 1
            cells.append(Cell(at, 0, row.labels[0], "group", 1, span, "center" if row.centred else "left", row.level, True, open_columns=(0, width - 1)))
            ancestors.append((row.level, row.labels[0], True))
            boundaries.append(at)
            continue
        for column, label in enumerate(row.labels):
            if label is None:
                next(cell for cell in reversed(cells) if cell.column == column and cell.role == "label").row_span += 1
            else:
                current[column] = label
                if label:
                    align = label_align[min(column, len(label_align) - 1)]
                    cells.append(Cell(at, column, label, "label", 1, 1, align, row.level if column == stub - 1 or stub == 1 else 0, row.total))
                if column == 0 and stub > 1 and rows_merge(rows):
                    boundaries.append(at)
        path = [(text, required) for _, text, required in ancestors] + [(text, True) for text in current if text]
        ancestors.append((row.level, row.labels[name_column], False))
        if row.total:
            totals.append(at)
        for column, value in enumerate(row.values):
            spec = columns[column]
            if value.text:
                cells.append(Cell(at, stub + column, value.text, "value", 1, 1, spec.align, bold=row.total))
            own = value.unit or spec.unit or unit
            values.append((path, [(text, True) for text in spec.path], value, own if value.kind == "number" else ""))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(cells, depth + len(rows), width, depth, stub, values, unit=unit, boundaries=sorted(set(boundaries)), totals=totals)


def rows_merge(rows):
    """Whether labels of this table span rows."""
    return any(label is None for row in rows for label in row.labels)
