"""Boxes of cells -> the rules around them, in one of the ways in which producers draw them."""

from .page import Rect, Rule

WAYS = {"lines": 20, "fills": 16, "frames": 12, "pieces": 10, "word": 12, "dashed": 7, "dotted": 5, "double": 6,
        "jittered": 7, "outer_frame": 5}


class Edges:
    """The edges between the cells of a fragment, on the lattice of all their corners."""

    def __init__(self, boxes):
        self.xs = sorted({round(x, 3) for b in boxes for x in (b.x0, b.x1)})
        self.ys = sorted({round(y, 3) for b in boxes for y in (b.y0, b.y1)})
        self.across = set()      # (row boundary, column)
        self.down = set()        # (column boundary, row)
        for box in boxes:
            x0, x1 = self.xs.index(round(box.x0, 3)), self.xs.index(round(box.x1, 3))
            y0, y1 = self.ys.index(round(box.y0, 3)), self.ys.index(round(box.y1, 3))
            for column in range(x0, x1):
                self.across.update([(y0, column), (y1, column)])
            for row in range(y0, y1):
                self.down.update([(x0, row), (x1, row)])

    def drop_sides(self):
        """No outer rules left and right."""
        self.down = {(x, row) for x, row in self.down if 0 < x < len(self.xs) - 1}

    def drop_top(self):
        """No rule above the first row of the page."""
        self.across = {(y, column) for y, column in self.across if y > 0}

    def drop_bottom(self):
        """No rule below the last row of the page."""
        self.across = {(y, column) for y, column in self.across if y < len(self.ys) - 1}

    def pieces(self):
        """Each edge by itself: (x0, y0, x1, y1)."""
        for y, column in sorted(self.across):
            yield self.xs[column], self.ys[y], self.xs[column + 1], self.ys[y]
        for x, row in sorted(self.down):
            yield self.xs[x], self.ys[row], self.xs[x], self.ys[row + 1]

    def lines(self):
        """Edges that go on in a straight line as one."""
        for edges, across in ((self.across, True), (self.down, False)):
            run = None
            for line, place in sorted(edges):
                if run and run[0] == line and run[2] == place:
                    run[2] = place + 1
                    continue
                if run:
                    yield self.straight(run, across)
                run = [line, place, place + 1]
            if run:
                yield self.straight(run, across)

    def straight(self, run, across):
        """The ends of a run of edges."""
        line, start, end = run
        if across:
            return self.xs[start], self.ys[line], self.xs[end], self.ys[line]
        return self.xs[line], self.ys[start], self.xs[line], self.ys[end]


def rule_boxes(page, boxes, way, width, source, missing=frozenset()):
    """Paints the rules of a fragment on its page."""
    edges = Edges(boxes)
    if "sides" in missing:
        edges.drop_sides()
    if "top" in missing:
        edges.drop_top()
    if "bottom" in missing:
        edges.drop_bottom()
    if way == "frames":
        for box in boxes:
            page.add(Rect(box.x0, box.y0, box.x1, box.y1, width, frame=True, in_table=True))
    elif way in ("lines", "fills", "dashed", "dotted"):
        dash = {"dashed": (3, 2), "dotted": (width, 1.5)}.get(way, ())
        for x0, y0, x1, y1 in edges.lines():
            page.add(Rule(x0, y0, x1, y1, width, "fill" if way == "fills" else "stroke", dash, in_table=True))
    elif way == "outer_frame":
        page.add(Rect(edges.xs[0], edges.ys[0], edges.xs[-1], edges.ys[-1], width * 2, frame=True, in_table=True))
        for x0, y0, x1, y1 in edges.lines():
            page.add(Rule(x0, y0, x1, y1, width, in_table=True))
    elif way == "double":
        double(page, edges, width)
    elif way == "pieces":
        for x0, y0, x1, y1 in edges.pieces():
            gap = source.choice([-.3, 0, 0, .2, .5])
            page.add(Rule(x0 + (gap if x0 != x1 else 0), y0 + (gap if y0 != y1 else 0), x1, y1, width, in_table=True))
    elif way == "word":
        word(page, edges, width)
    elif way == "jittered":
        for x0, y0, x1, y1 in edges.lines() if source.random() < .5 else edges.pieces():
            off = [source.uniform(-1, 1) for _ in range(3)]
            if y0 == y1:
                page.add(Rule(x0 + off[0], y0 + off[1], x1 + off[2], y0 + off[1], width, in_table=True))
            else:
                page.add(Rule(x0 + off[1], y0 + off[0], x0 + off[1], y1 + off[2], width, in_table=True))


def double(page, edges, width):
    """The outer rules twice, 1.6 points apart; the inner ones once."""
    left, top, right, bottom = edges.xs[0], edges.ys[0], edges.xs[-1], edges.ys[-1]
    for x0, y0, x1, y1 in edges.lines():
        page.add(Rule(x0, y0, x1, y1, width, in_table=True))
        if y0 == y1 and y0 in (top, bottom):
            aside = -1.6 if y0 == top else 1.6
            page.add(Rule(x0 - 1.6, y0 + aside, x1 + 1.6, y0 + aside, width, in_table=True))
        elif x0 == x1 and x0 in (left, right):
            aside = -1.6 if x0 == left else 1.6
            page.add(Rule(x0 + aside, y0 - 1.6, x0 + aside, y1 + 1.6, width, in_table=True))


def word(page, edges, width):
    """As word processors print: each edge a thin filled rectangle, a small square at each corner."""
    for x0, y0, x1, y1 in edges.pieces():
        if y0 == y1:
            page.add(Rect(x0 - width / 2, y0 - width / 2, x0 + width / 2, y0 + width / 2, fill=0.0, in_table=True))
            page.add(Rect(x0 + width / 2, y0 - width / 2, x1 - width / 2, y0 + width / 2, fill=0.0, in_table=True))
        else:
            page.add(Rect(x0 - width / 2, y0 + width / 2, x0 + width / 2, y1 - width / 2, fill=0.0, in_table=True))
