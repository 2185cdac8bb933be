"""The nouns that the report generator works with: a table of cells with spans, and what a layout made of it."""

from dataclasses import dataclass, field


@dataclass
class Printed:
    """One printed value: what stands in the cell and what it means."""

    text: str
    kind: str  # number, blank, not_applicable or text
    value: str = ""
    unit: str = ""


@dataclass
class Cell:
    """A cell of a printed table; row and column count from 0 and name its top-left place."""

    row: int
    column: int
    text: str
    role: str  # header, label, block, value, unit, line_number
    rowspan: int = 1
    colspan: int = 1
    vertical: bool = False
    variable: tuple | None = None  # (item, measure) where the value is a variable of the family
    row_label: str = ""
    column_label: str = ""
    printed: Printed | None = None


@dataclass
class Table:
    """A printed table. `caption` holds the lines printed right above it, such as the unit."""

    name: str  # disclosure, requests, review_litigation, statistics or empty
    rows: int
    columns: int
    cells: list = field(default_factory=list)
    header_rows: int = 1
    label_columns: int = 1
    caption: list = field(default_factory=list)
    cells_certain: bool = True  # False: the tidy form does not follow from the data contract
    widths: list = field(default_factory=list)  # display columns, for layouts on a raster

    def add(self, row, column, text, role, **options):
        """Put one cell in its place and return it."""
        cell = Cell(row, column, text, role, **options)
        self.cells.append(cell)
        return cell

    def owners(self):
        """The cell that covers each place, as a list of rows; None where nothing is printed."""
        grid = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    grid[row][column] = cell
        return grid

    def starting(self):
        """For each row the cells that begin in it, from left to right."""
        rows = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in rows]

    def value_cells(self):
        """The value cells in reading order."""
        return [cell for row in self.starting() for cell in row if cell.role == "value"]

    def values_of_row(self, row):
        """The value cells that begin in one row."""
        return [cell for cell in self.starting()[row] if cell.role == "value"]


@dataclass
class Rendered:
    """What a layout made of a table: its lines, the variables that can no longer be told, the damage done."""

    lines: list
    lost: set = field(default_factory=set)
    damage: list = field(default_factory=list)
    cells_certain: bool = True


@dataclass
class Report:
    """One finished report before it is encoded."""

    path: str
    layout: str
    lines: list
    identity: dict
    tables: list = field(default_factory=list)
    rendered: list = field(default_factory=list)
    damage: list = field(default_factory=list)
    encoding: str = "utf-8"
    line_end: str = "\n"
    note: str = ""
