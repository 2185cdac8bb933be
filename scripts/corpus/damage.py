"""What page breaks and copying do to the lines of a table, whatever the layout."""

PAGE_MARKS = ["— 3 —", "- 3 -", "第3页 共6页", "－3－", "—4—", "第 3 页"]


def page_break(random, running_head, blank_lines=True):
    """The lines that a page break leaves between two rows; never a bare number that could be a value."""
    mark = random.choice(PAGE_MARKS)
    style = random.choice(["mark", "mark", "feed", "head", "mark_head"])
    lines = []
    if style in ("mark", "mark_head"):
        lines.append(mark)
    if style == "feed":
        lines += [mark, "\f"]
    if style in ("head", "mark_head"):
        lines.append(running_head)
    if blank_lines and random.random() < 0.5:
        lines = ["", *lines, ""]
    return lines


def has_open_edge(cells):
    """True if the first or the last value of a row is blank: the row then slides unseen when cells before it vanish.
    A row that is blank altogether cannot slide."""
    kinds = [cell.printed.kind for cell in cells]
    if not kinds or all(kind == "blank" for kind in kinds):
        return False
    return kinds[0] == "blank" or kinds[-1] == "blank"


def has_some_blank(cells):
    """True if a row has blanks beside printed values: without marks for its cells nobody can tell which is which."""
    kinds = [cell.printed.kind for cell in cells]
    return any(kind == "blank" for kind in kinds) and not all(kind == "blank" for kind in kinds)


def variables(cells):
    """The variables of some value cells, without those that are none."""
    return {cell.variable for cell in cells if cell.variable}
