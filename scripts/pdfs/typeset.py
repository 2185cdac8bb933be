"""Grid + Look -> boxes of cells over pages: widths, wrapped lines, rows cut by page ends."""

import re

from .page import Text

NO_LINE_START = "，。、）；：”！？》)"


def wrap(text, width, size, measure, whole_numbers=True):
    """Lines no wider than the width; words of Latin letters and numbers stay whole where they fit."""
    lines, current, used = [], "", 0.0
    for unit in re.findall(r"[!-~]+|.", text) if whole_numbers else list(text):
        parts = [unit] if measure(unit, size) <= width else list(unit)
        for part in parts:
            need = measure(part, size)
            if used + need > width + .01 and current and part not in NO_LINE_START:
                lines.append(current.rstrip(" "))
                current, used = "", 0.0
                if part == " ":
                    continue
            current += part
            used += need
    return lines + [current.rstrip(" ")] if current.strip() or not lines else lines


class Piece:
    """A row, or a part of one, on a page."""

    def __init__(self, row, y0, y1, lines_before=0, cut=False, repeated=False):
        self.row, self.y0, self.y1 = row, y0, y1
        self.lines_before = lines_before      # lines of the row that stand on the page before
        self.cut = cut                        # the row goes on over the page
        self.repeated = repeated


class Fragment:
    """The part of a table on one page."""

    def __init__(self, page):
        self.page = page
        self.pieces = []


class Box:
    """Where a cell stands on one page, with the lines of its text that stand there."""

    def __init__(self, cell, x0, y0, x1, y1):
        self.cell, self.x0, self.y0, self.x1, self.y1 = cell, x0, y0, x1, y1
        self.lines = []
        self.top = None       # where the first line begins, if it is settled


class TableSetter:
    """Sets one table: settle() measures it, fragments() lays it on the flow's pages."""

    def __init__(self, grid, look, source, measure, room):
        self.grid, self.look, self.source, self.measure = grid, look, source, measure
        self.size = look.table_size
        self.damages, self.lost = set(), set()
        while True:
            widths = self.widths(room)
            if sum(widths) <= room + .1 or self.size < 5.6:
                break
            self.size -= .5
        self.xs = [0.0]
        for width in widths:
            self.xs.append(self.xs[-1] + width)
        self.leading = self.size * look.table_leading
        self.lines = {id(cell): self.cell_lines(cell) for cell in grid.cells}
        self.heights = self.row_heights()

    def widths(self, room):
        """Columns as wide as their form asks for; what is left goes to the labels."""
        em, pad, table = self.size, 2 * self.look.pad, self.grid.table
        if table == "requests":
            first = {"": 3.2, "stacked": 1, "vertical": 1.2}[self.look.stack_label]
            narrow = self.look.narrow
            need = [em * first + pad, em * 4.5 + pad, em * 8 + pad] + [em * (1.05 if narrow else 2) + pad] * 7
            grow = [.3 if first > 2 else 0, 2, 6] + [0 if narrow else 1.2] * 7
        elif table == "review_litigation":
            need, grow = [em * (1.05 if self.look.narrow else 2) + pad] * 15, [0 if self.look.narrow else 1] * 15
        elif table == "disclosure":
            need, grow = [em * 7 + pad] + [em * 4 + pad] * 3, [1.5, 1, 1, 1]
        elif table == "statistics":
            need, grow = [em * 16 + pad, em * 3 + pad, em * (1.6 if self.look.narrow else 4) + pad], [6, 1, 0 if self.look.narrow else 1.5]
        else:
            need = [em * 2 + pad] * self.grid.width
            for cell in self.grid.cells:
                if cell.column_span == 1:
                    need[cell.column] = max(need[cell.column], min(self.measure(cell.text, em), em * 9) + pad)
            grow = [1] * self.grid.width
        for cell in self.grid.cells:
            if cell.role == "value" and not (self.look.narrow and table):
                spanned = sum(need[cell.column + 1:cell.column + cell.column_span])
                need[cell.column] = max(need[cell.column], self.measure(cell.text, em) + pad - spanned + .5)
        spare = max(0.0, room - sum(need))
        if self.look.narrow and not sum(grow):
            spare, grow = 0.0, [1] * len(need)
        return [width + spare * share / sum(grow) for width, share in zip(need, grow)]

    def cell_lines(self, cell):
        """A cell's text wrapped to its width."""
        if not cell.text:
            return []
        width = self.xs[cell.column + cell.column_span] - self.xs[cell.column] - 2 * self.look.pad + .01
        indent = len(cell.text) - len(cell.text.lstrip("　 "))
        if cell.role in ("header", "corner") and len(cell.lines) > 1 and all(
                self.measure(line, self.size) <= width for line in cell.lines):
            return list(cell.lines)
        if self.is_upright(cell):
            text = cell.text.replace(" ", "")
            return list(text) if self.look.stack_label == "stacked" else [text]
        value = cell.role == "value"
        text = cell.text.strip("　 ") if indent else cell.text
        shift = self.measure(cell.text[:indent], self.size)
        lines = wrap(text, max(width - shift, self.size), self.size, self.measure, not value or not self.grid.table)
        if value and len(lines) > 1 and any(re.search(r"[\d.,]$", a) and re.match(r"[\d.,]", b) for a, b in zip(lines, lines[1:])):
            self.damages.add("number_wrapped")
        return lines

    def is_upright(self, cell):
        """The one narrow label down the side of the requests."""
        return bool(self.look.stack_label) and self.grid.table == "requests" and cell.role == "label" \
            and cell.column == 0 and cell.column_span == 1

    def text_height(self, cell):
        """What the cell's text needs."""
        if self.is_upright(cell) and self.look.stack_label == "vertical":
            return len(self.lines[id(cell)][0]) * self.size
        return len(self.lines[id(cell)]) * self.leading

    def row_heights(self):
        """Rows as high as their cells need; what a span needs more goes to its last row."""
        pad = 2 * self.look.row_pad
        heights = [self.leading + pad] * self.grid.row_count
        for cell in sorted(self.grid.cells, key=lambda c: c.row_span):
            rows = range(cell.row, cell.row + cell.row_span)
            missing = self.text_height(cell) + pad - sum(heights[row] for row in rows)
            if missing > 0:
                for row in rows:
                    heights[row] += missing / len(rows)
        return heights

    def fragments(self, flow):
        """The table's rows on the pages of the flow; the flow stands below the table afterwards."""
        headers = sorted(self.grid.header_rows) if self.grid.table != "disclosure" else [0, 1]
        head = sum(self.heights[row] for row in headers if row == headers.index(row))
        if flow.room() < head + self.heights[min(len(headers), self.grid.row_count - 1)]:
            flow.new_page()
        if self.look.split_rows:
            flow.y += self.gap_for_cut(flow.room(), headers)
        result = [Fragment(flow.page)]
        for row in range(self.grid.row_count):
            height, room = self.heights[row], flow.room()
            if height > room + .01:
                before = int((room - 2 * self.look.row_pad) // self.leading)
                lines = int((height - 2 * self.look.row_pad + .01) // self.leading)
                if self.look.split_rows and row not in headers and 1 <= before < lines:
                    part = before * self.leading + 2 * self.look.row_pad
                    result[-1].pieces.append(Piece(row, flow.y, flow.y + part, cut=True))
                    self.next_page(flow, result, headers)
                    rest = max(height - before * self.leading, self.leading + 2 * self.look.row_pad)
                    result[-1].pieces.append(Piece(row, flow.y, flow.y + rest, before))
                    flow.y += rest
                    self.damages.add("row_cut_by_page")
                    continue
                self.next_page(flow, result, headers)
            result[-1].pieces.append(Piece(row, flow.y, flow.y + height))
            flow.y += height
        if len(result) > 1:
            self.damages.add("table_over_pages")
        return result

    def gap_for_cut(self, room, headers):
        """A gap above the table that makes the page end inside a row of several lines, where a small one will do."""
        gaps, top, pad = [], 0.0, 2 * self.look.row_pad
        for row, height in enumerate(self.heights):
            lines = int((height - pad + .01) // self.leading)
            gap = room - top - pad - self.leading * max(1, lines // 2) - .1
            if row not in headers and lines > 1 and 0 <= gap < 160:
                gaps.append(gap)
            top += height
        return self.source.choice(gaps) if gaps and self.source.random() < .8 else 0.0

    def next_page(self, flow, result, headers):
        """A new page, with the header rows again where the look asks for it."""
        flow.new_page()
        result.append(Fragment(flow.page))
        if self.look.repeat_headers and self.grid.table != "disclosure":
            self.damages.add("headers_repeated")
            for row in headers:
                result[-1].pieces.append(Piece(row, flow.y, flow.y + self.heights[row], repeated=True))
                flow.y += self.heights[row]

    def boxes(self, fragments, left):
        """For each fragment the boxes of its cells, with their lines."""
        result = [[] for _ in fragments]
        for cell in self.grid.cells:
            x0, x1 = left + self.xs[cell.column], left + self.xs[cell.column + cell.column_span]
            own, first_piece = [], []
            for index, fragment in enumerate(fragments):
                for repeated in (True, False):
                    pieces = [p for p in fragment.pieces if p.repeated == repeated and cell.row <= p.row < cell.row + cell.row_span]
                    if not pieces:
                        continue
                    box = Box(cell, x0, pieces[0].y0, x1, pieces[-1].y1)
                    result[index].append(box)
                    if repeated:
                        box.lines = self.lines[id(cell)]
                    else:
                        own.append(box)
                        first_piece.append(pieces[0])
            self.spread_lines(cell, own, first_piece)
        return result

    def spread_lines(self, cell, boxes, first_pieces):
        """Shares out a cell's lines over its boxes."""
        lines = list(self.lines[id(cell)])
        if len(boxes) == 1 or not lines or self.is_upright(cell):
            best = max(range(len(boxes)), key=lambda i: (boxes[i].y1 - boxes[i].y0, -i)) if self.is_upright(cell) else 0
            if self.is_upright(cell) and self.look.stack_label == "stacked" and len(boxes) > 1:
                best = 0
                room = int((boxes[0].y1 - boxes[0].y0 - 2 * self.look.row_pad) // self.leading)
                if room < len(lines):
                    boxes[0].lines, boxes[1].lines = lines[:max(room, 0)], lines[max(room, 0):]
                    self.damages.add("cell_text_cut_by_page")
                    return
            boxes[best].lines = lines
            return
        flow = "top" if cell.row_span == 1 and len(lines) > 1 else self.look.span_flow
        capacity = [int((b.y1 - b.y0 - 2 * self.look.row_pad + .1) // self.leading) for b in boxes]
        if flow == "largest":
            best = max(range(len(boxes)), key=lambda i: (capacity[i], -i))
            if capacity[best] >= len(lines):
                boxes[best].lines = lines
                if best:
                    self.damages.add("cell_text_after_break")
                return
        shares = self.middle_shares(boxes, len(lines), capacity) if flow == "middle" else []
        if not shares:
            shares, left = [], len(lines)
            for index, room in enumerate(capacity):
                take = left if index == len(boxes) - 1 else min(left, room)
                shares.append(take)
                left -= take
        for box, take in zip(boxes, shares):
            box.lines, lines = lines[:take], lines[take:]
        if sum(1 for share in shares if share) > 1:
            self.damages.add("cell_text_cut_by_page")
            if cell.role == "value" and cell.kind == "number":      # half a number on either page: a reader may hold back
                self.lost.update([cell.key] if cell.key else [])
                self.grid.cells_certain = False
        elif not shares[0]:
            self.damages.add("cell_text_after_break")

    def middle_shares(self, boxes, count, capacity):
        """The lines centred in the whole cell as if no page ended inside; empty where they would not fit."""
        whole = sum(b.y1 - b.y0 for b in boxes)
        start, edge, shares, done = (whole - count * self.leading) / 2, 0.0, [], 0
        for box in boxes:
            edge += box.y1 - box.y0
            upto = max(done, min(count, round((edge - start) / self.leading)))
            shares.append(upto - done)
            done = upto
        shares[-1] += count - done
        return shares if all(s <= c for s, c in zip(shares, capacity)) else []

    def texts(self, box):
        """The texts of a box at their places."""
        look, cell = self.look, box.cell
        upright = self.is_upright(cell)
        if upright and look.stack_label == "vertical" and box.lines:
            height = len(box.lines[0]) * self.size
            top = box.y0 + max(0.0, (box.y1 - box.y0 - height) / 2)
            yield Text((box.x0 + box.x1) / 2, top, self.size, box.lines[0], vertical=True, in_table=True)
            return
        align = look.number_align if cell.role == "value" and self.grid.table != "" or cell.role == "value" and cell.kind == "number" else (
            "centre" if cell.role in ("header", "corner", "unit", "block") or upright else look.label_align)
        height = len(box.lines) * self.leading
        top = box.y0 + (max(0.0, (box.y1 - box.y0 - height) / 2) if look.vertical_align == "middle" else look.row_pad)
        indent = self.measure(cell.text[:len(cell.text) - len(cell.text.lstrip("　 "))], self.size) if align == "left" else 0.0
        bold = "bold" if cell.role in ("header", "block") and look.title_twice == "bold" else "body"
        for index, line in enumerate(box.lines):
            width = self.measure(line, self.size)
            x = {"left": box.x0 + look.pad + indent, "centre": (box.x0 + box.x1 - width) / 2, "right": box.x1 - look.pad - width}[align]
            y = top + index * self.leading + (self.leading - self.size) / 2 + self.size * .86
            yield Text(x, y, self.size, line, font=bold, width=width, in_table=True)
