"""Tables drawn with rules of characters: `┌─┬─┐` or `+--+`, with true spans or with every inner rule drawn."""

from ..model import Cell, Rendered
from ..printing import pull_apart
from .raster import cell_text_lines, column_widths, display_width, row_heights

JUNCTIONS = {(0, 0, 0, 0): " ", (0, 0, 1, 1): "─", (1, 1, 0, 0): "│", (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐", (1, 0, 0, 1): "└",
             (1, 0, 1, 0): "┘", (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (0, 1, 1, 1): "┬", (1, 0, 1, 1): "┴", (1, 1, 1, 1): "┼",
             (0, 0, 0, 1): "─", (0, 0, 1, 0): "─", (0, 1, 0, 0): "│", (1, 0, 0, 0): "│"}


class Drawing:
    """A table laid out between rules: which cell owns each place, column widths and row heights in characters."""

    def __init__(self, table, true_spans, ascii_rules):
        self.table, self.ascii_rules = table, ascii_rules
        self.owners = table.owners()
        if not true_spans:
            self.owners = [[cell if cell and (cell.row, cell.column) == (row, column) else Cell(row, column, "", "")
                            for column, cell in enumerate(line)] for row, line in enumerate(self.owners)]
        self.true_spans = true_spans
        self.widths = [width + 2 - width % 2 for width in column_widths(table)]
        self.laid = {}
        for cell in table.cells:
            span = cell.colspan if true_spans else 1
            room = sum(self.widths[cell.column:cell.column + span]) + span - 3
            self.laid[id(cell)] = cell_text_lines(cell, room) if true_spans or not cell.vertical else cell_lines_flat(cell, room)
        spanned = [(cell if true_spans else Cell(cell.row, cell.column, cell.text, cell.role), self.laid[id(cell)])
                   for cell in table.cells]
        self.heights = row_heights(table, spanned)

    def owner(self, row, column):
        """The cell at a place, or None outside the table."""
        if 0 <= row < self.table.rows and 0 <= column < self.table.columns:
            return self.owners[row][column]
        return None

    def rule_between_rows(self, row, column):
        """True if a rule runs above this place."""
        if not 0 <= column < self.table.columns:
            return False
        return self.owner(row - 1, column) is not self.owner(row, column)

    def rule_between_columns(self, row, column):
        """True if a rule runs left of this place."""
        if not 0 <= row < self.table.rows:
            return False
        return self.owner(row, column - 1) is not self.owner(row, column)

    def junction(self, row, column):
        """The sign where rules meet, above and left of a place."""
        arms = (int(self.rule_between_columns(row - 1, column)), int(self.rule_between_columns(row, column)),
                int(self.rule_between_rows(row, column - 1)), int(self.rule_between_rows(row, column)))
        if self.ascii_rules:
            if arms == (0, 0, 1, 1):
                return "-"
            return "|" if arms == (1, 1, 0, 0) else "+" if any(arms) else " "
        return JUNCTIONS[arms]

    def text_line(self, row, column, line):
        """The text of the cell at a place on one of the row's lines, None if it has none there; span cells centre."""
        cell = self.owners[row][column]
        lines = self.laid.get(id(cell), [])
        rowspan = cell.rowspan if self.true_spans else 1
        total = sum(self.heights[cell.row:cell.row + rowspan]) + rowspan - 1
        offset = sum(self.heights[cell.row:row]) + (row - cell.row) + line - (total - len(lines)) // 2
        return lines[offset] if 0 <= offset < len(lines) else ""

    def between(self, row):
        """The line above a row: rules, and the text of cells that span it."""
        parts, column = [], 0
        while column < self.table.columns:
            parts.append(self.junction(row, column))
            width = self.widths[column]
            if self.rule_between_rows(row, column):
                parts.append(("-" if self.ascii_rules else "─") * width)
                column += 1
                continue
            cell = self.owners[row][column]
            end = cell.column + cell.colspan
            width = sum(self.widths[column:end]) + end - column - 1
            parts.append(pad(self.text_line(row, column, -1), width, cell))
            column = end
        return "".join(parts) + self.junction(row, self.table.columns)

    def content(self, row, line):
        """One text line of a row between its upright rules."""
        bar = "|" if self.ascii_rules else "│"
        parts, column = [], 0
        while column < self.table.columns:
            cell = self.owners[row][column]
            end = cell.column + cell.colspan if self.true_spans else column + 1
            width = sum(self.widths[column:end]) + end - column - 1
            parts.append(bar + pad(self.text_line(row, column, line), width, cell))
            column = end
        return "".join(parts) + bar

    def lines(self):
        """The whole drawing."""
        drawn = []
        for row in range(self.table.rows):
            drawn.append(self.between(row))
            drawn += [self.content(row, line) for line in range(self.heights[row])]
        return drawn + [self.between(self.table.rows)]


def cell_lines_flat(cell, room):
    """A vertical cell printed across, wrapped like any other."""
    return cell_text_lines(Cell(cell.row, cell.column, cell.text, "label"), room)


def pad(text, width, cell):
    """The text in its cell: labels at the left, all else in the middle."""
    free = width - display_width(text)
    left = 1 if cell.role == "label" and not cell.vertical else free // 2
    return " " * left + text + " " * (free - left)


def pull_values_apart(table, random):
    """Break a few numbers inside their cells with a space; the cells' own texts change for good."""
    done = False
    for cell in table.value_cells():
        if cell.printed.kind == "number" and random.random() < 0.3:
            pulled = pull_apart(cell.text, random)
            done, cell.text = done or pulled != cell.text, pulled
    return done


def box(table, random, running_head=""):
    """A drawn table; merged cells truly merged, or every place in a cell of its own."""
    true_spans, ascii_rules = random.random() < 0.7, random.random() < 0.4
    damage = ["ascii_rules"] * ascii_rules + ["split_spans"] * (not true_spans)
    if random.random() < 0.06 and pull_values_apart(table, random):
        damage.append("digits_apart")
    return Rendered(table.caption + Drawing(table, true_spans, ascii_rules).lines(), set(), damage)
