"""Table + kind -> its Look: which edges have a rule, what is shaded, how cells are set. Producers only draw it."""

import re
from dataclasses import dataclass, field

KINDS = {"only_horizontal": 12, "three_line": 20, "header_boxed": 9, "group_rules": 9, "bands": 10, "borderless": 24, "open_header": 6, "open_total": 5, "header_underline": 8,
         "verticals_only": 3, "open_sides": 4}


@dataclass
class Look:
    """Rules by place: `across` (boundary, column), `down` (row, boundary) -> width in points; `fill` (row, column) -> grey."""

    across: dict = field(default_factory=dict)
    down: dict = field(default_factory=dict)
    fill: dict = field(default_factory=dict)
    padding: float = 4
    row_padding: float = 2
    size: float = 9
    colour: str = "#000000"
    point: bool = False          # numbers aligned at the point
    indent: float = 1.0          # em for each level
    middle: bool = True          # cells of several lines: their neighbours stand in the middle, or at the top
    full_width: bool = True


def choose_kind(source):
    """One of the kinds."""
    return source.choices(list(KINDS), list(KINDS.values()))[0]


def merges_down(source, kind):
    """Whether short header paths span down to the last line of the header in this kind."""
    if kind in ("header_boxed", "open_total", "verticals_only", "open_sides"):
        return True
    return kind in ("three_line", "only_horizontal") and source.random() < .5


def draw(table, kind, source):
    """The Look of a table."""
    look = Look(padding=source.choice([3, 4, 6]), row_padding=source.choice([1, 2, 3]), size=source.choice([7.5, 8, 9, 9, 10]), point=source.random() < .3,
                indent=source.choice([1, 1, 1.5, 2]), middle=source.random() < .5, full_width=source.random() < .65)
    places = table.places()
    thin, thick = source.choice([.4, .5, .75]), source.choice([.75, 1, 1.5])
    end, head, width = table.row_count, table.header_rows, table.width

    def across(boundary, size, first=0, last=width):
        for column in range(first, last):
            above, below = places.get((boundary - 1, column)), places.get((boundary, column))
            if above is None or above is not below:
                look.across[boundary, column] = size

    def down(rows, boundaries, size):
        for row in rows:
            for boundary in boundaries:
                left, right = places.get((row, boundary - 1)), places.get((row, boundary))
                if left is None or left is not right:
                    look.down[row, boundary] = size

    def group_heads():
        """Short rules below heads over groups, from their first column to their last."""
        for cell in table.cells:
            if cell.row + cell.row_span < head and cell.column_span > 1 and cell.role == "header":
                across(cell.row + cell.row_span, thin, cell.column, cell.column + cell.column_span)

    if kind == "only_horizontal":
        for boundary in range(0 if source.random() < .8 else head, end + 1):
            across(boundary, thick if boundary in (0, head, end) else thin)
    elif kind == "three_line":
        across(0, thick), across(head, thin), across(end, thick)
        if source.random() < .6:
            group_heads()
        if table.totals and source.random() < .3:
            across(table.totals[0] if table.totals[0] > head else head + 1, thin)
    elif kind == "header_boxed":
        for boundary in range(head + 1):
            across(boundary, thin)
        down(range(head), range(width + 1), thin)
        if source.random() < .6:
            across(end, thin)
    elif kind == "group_rules":
        across(0, thin), across(head, thin), across(end, thin)
        for boundary in table.boundaries or range(head + 3, end, source.choice([3, 4])):
            across(boundary, thin)
        for row in table.totals:
            across(row, thin)
    elif kind == "bands":
        grey = source.choice([.92, .88, .82])
        way = source.choice(["even", "odd", "header", "header_even"])
        for row in range(end):
            if "header" in way and row < head or row >= head and ("even" in way and (row - head) % 2 or way == "odd" and not (row - head) % 2) or way == "header" and row in table.totals:
                for column in range(width):
                    look.fill[row, column] = grey - (.1 if row < head else 0)
        if source.random() < .25:
            across(0, thin), across(end, thin)
    elif kind == "open_header":
        for boundary in range(head, end + 1):
            across(boundary, thin)
        down(range(head, end), range(width + 1), thin)
    elif kind == "open_total":
        last = table.totals[0] if table.totals and table.totals[0] > head + 2 else end - 1
        for boundary in range(last + 1):
            across(boundary, thin)
        down(range(last), range(width + 1), thin)
    elif kind == "header_underline":
        across(head, thin)
        if source.random() < .4:
            group_heads()
    elif kind == "verticals_only":
        across(0, thin), across(head, thin), across(end, thin)
        down(range(end), range(1, width) if source.random() < .5 else range(width + 1), thin)
    elif kind == "open_sides":
        for boundary in range(end + 1):
            across(boundary, thin)
        down(range(end), range(1, width), thin)
    look.colour = source.choice(["#000000", "#000000", "#333333", "#1f4e79"])
    if kind in ("three_line", "only_horizontal"):      # nothing boxes a head in the middle of the header: its line is left open
        for cell in table.cells:
            if cell.role in ("header", "corner") and cell.row_span > 1:
                cell.open_rows = (cell.row, cell.row + cell.row_span - 1)
    return look


def natural_widths(table, size, padding, label_limit):
    """Widths of the columns in points that their texts ask for; long texts and heads break over lines."""
    widths = [size * 2] * table.width
    for cell in table.cells:
        if cell.column_span == 1:
            need = max(text_width(line, size) for line in cell.text.split("\n")) * (1.08 if cell.bold else 1) + cell.level * size * 1.5
            if cell.role in ("header", "corner"):
                need = min(need, max(longest_word(cell.text, size), size * 5))
            elif cell.role in ("label", "group") or cell.align != "right":
                need = min(need, max(longest_word(cell.text, size), label_limit))
            widths[cell.column] = max(widths[cell.column], need)
    for cell in table.cells:
        if cell.column_span > 1 and cell.role == "header":
            need = longest_word(cell.text, size) if cell.text.isascii() else min(text_width(cell.text, size), size * 6)
            have = sum(widths[cell.column:cell.column + cell.column_span])
            for column in range(cell.column, cell.column + cell.column_span):
                widths[column] += max(0, need - have) / cell.column_span
    return [width + 2 * padding + 1 for width in widths]


def text_width(text, size):
    """About the width of a text in points, rather more than less."""
    mixed = len(re.findall(r"[A-Za-z0-9][\u3400-\u9fff]|[\u3400-\u9fff][A-Za-z0-9]", text)) * .25      # what Typst and LibreOffice set between scripts
    return mixed * size + sum(1.0 if ord(c) > 0x2E80 or c in "—–“”…" else .42 if c in "iIl.,:;()'|ftj- " else .92 if c in "MWmw%" else .7 if c.isupper() else .58 for c in text.replace("^{", "").replace("}", "")) * size


def longest_word(text, size):
    """The width of what a line break cannot divide: a word of Latin letters; of Chinese, three characters."""
    return max((text_width(word, size) if word.isascii() else size * 3 for word in text.replace("\u00a0", "_").split()), default=size) + 1


def fitted_widths(table, look, available):
    """Widths that fit: natural ones, the labels' column squeezed where the page is too narrow, the letters smaller where that is not enough."""
    for limit in (look.size * 22, look.size * 15, look.size * 11, look.size * 8):
        widths = natural_widths(table, look.size, look.padding, limit)
        if sum(widths) <= available:
            break
    while sum(widths) > available and look.size > 5:
        look.size -= .5
        look.padding = max(2, look.padding - .5)
        widths = natural_widths(table, look.size, look.padding, look.size * 8)
    if look.full_width and sum(widths) < available:
        spare = available - sum(widths)
        widths = [width + spare * width / sum(widths) * .98 for width in widths]
    return widths
