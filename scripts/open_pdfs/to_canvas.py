"""Document -> PDF drawn on reportlab's canvas: the program's own layout, fonts that are not embedded, odd orders of printing."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .document import unit_line
from .model import parts
from .ruling import fitted_widths
from .without_tables import chart_things

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FILES = {"UMing": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0), "ZenHei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
         "DejaVuSerif": ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 0), "DejaVuSans": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0)}
LATIN = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}


def write_all(work):
    """Writes the files of all documents."""
    for document, source, path in work:
        Painter(document, source, path).run()


def choose_font(source, language):
    """A font, and its bold one where there is one; files of fonts that this machine does not have are passed over."""
    names = ["STSong-Light", "STSong-Light", "UMing", "ZenHei"] if language == "zh" else ["Helvetica", "Times-Roman", "Helvetica", "DejaVuSerif", "DejaVuSans"]
    name = source.choice(names)
    if name in FILES and name not in pdfmetrics.getRegisteredFontNames():
        try:
            pdfmetrics.registerFont(TTFont(name, FILES[name][0], subfontIndex=FILES[name][1]))
        except Exception:
            name = names[0]
    return name, LATIN.get(name, name)


class Painter:
    """The pages of one document while they are drawn; y counts down from the page's top."""

    def __init__(self, document, source, path):
        self.document, self.source = document, source
        self.canvas = Canvas(path, invariant=1, pageCompression=1)
        self.font, self.bold = choose_font(source, document.language)
        self.width, self.height = (841.9, 595.3) if document.landscape else (595.3, 841.9)
        self.turn = source.choice([90, 270]) if source.random() < .06 else 0      # the page's own /Rotate, its content turned against it
        self.leading = source.choice([1.25, 1.4, 1.6])
        self.columns_first = source.random() < .2                                 # cells printed column by column
        self.by_words = source.random() < .2                                      # Latin text printed word by word
        self.page, self.frames, self.frame = 0, [], 0
        self.set_frames(1)
        self.start_page()

    def set_frames(self, count, top=None):
        """Divides what is left of the page into columns."""
        margin, gap = self.document.margin, 22
        width = (self.width - 2 * margin - gap * (count - 1)) / count
        self.frames = [(margin + n * (width + gap), width) for n in range(count)]
        self.frame, self.top = 0, top if top is not None else margin
        self.y, self.lowest = self.top, self.top

    def start_page(self):
        """Furniture of a new page."""
        self.page += 1
        canvas = self.canvas
        if self.turn:
            canvas.setPageSize((self.width, self.height))      # the library turns the box by itself
            canvas.setPageRotation(self.turn)
            if self.turn == 90:
                canvas.translate(self.height, 0)
                canvas.rotate(90)
            else:
                canvas.translate(0, self.width)
                canvas.rotate(-90)
        else:
            canvas.setPageSize((self.width, self.height))
        if self.document.mark:
            text = self.document.mark.format(self.page)
            self.text(self.width / 2 - self.measure(text, 8) / 2, self.height - 30, text, 8)
        if self.document.running_head:
            self.text(self.document.margin, 30, self.document.running_head, 8)

    def next_frame(self):
        """The next column, or the next page."""
        self.lowest = max(self.lowest, self.y)
        if self.frame + 1 < len(self.frames):
            self.frame += 1
            self.y = self.top
            return
        self.canvas.showPage()
        self.start_page()
        self.frame, self.top = 0, self.document.margin
        self.y = self.lowest = self.top

    def room(self, height):
        """Goes on where there is so much room."""
        if self.y + height > self.height - self.document.margin and self.y > self.top:
            self.next_frame()

    @property
    def x(self):
        """The left edge of the column."""
        return self.frames[self.frame][0]

    @property
    def available(self):
        """The width of the column."""
        return self.frames[self.frame][1]

    def measure(self, text, size, bold=False):
        """The width of a text, raised marks small."""
        return sum(pdfmetrics.stringWidth(part, self.bold if bold else self.font, size * (.65 if raised else 1)) for part, raised in parts(text))

    def text(self, x, y, text, size, bold=False):
        """Prints a text at a baseline."""
        for part, raised in parts(text):
            own = size * (.65 if raised else 1)
            name = self.bold if bold else self.font
            self.canvas.setFont(name, own)
            down = y - size * .35 if raised else y
            if self.by_words and part.isascii() and " " in part:
                place = x
                for word in part.split(" "):
                    self.canvas.drawString(place, self.height - down, word)
                    place += pdfmetrics.stringWidth(word + " ", name, own)
            else:
                self.canvas.drawString(x, self.height - down, part)
                if bold and self.bold == self.font:
                    self.canvas.drawString(x + .25, self.height - down, part)
            x += pdfmetrics.stringWidth(part, name, own)

    def lines(self, text, size, width, bold=False, first=0):
        """The text broken into lines."""
        result = []
        for line in text.split("\n"):
            pieces = pieces_of(line)
            here = ""
            for piece in pieces:
                limit = width - (first if not result else 0)
                if here and self.measure((here + piece).rstrip(), size, bold) > limit:
                    result.append(here.rstrip())
                    here = piece.lstrip()
                else:
                    here += piece
            result.append(here.rstrip())
        return result

    def paragraph(self, text, size=None, bold=False, align="left", first=0, left=0, justify=False, after=5):
        """Prints a paragraph."""
        size = size or self.document.size
        lines = self.lines(text, size, self.available - left, bold, first)
        for number, line in enumerate(lines):
            self.room(size * self.leading)
            indent = left + (first if number == 0 else 0)
            spare = self.available - indent - self.measure(line, size, bold)
            x = self.x + indent + {"left": 0, "center": spare / 2, "right": spare}[align]
            baseline = self.y + size * (.5 + self.leading / 2) - size * .15
            if justify and number < len(lines) - 1 and 0 < spare < self.available * .3:
                self.justified(x, baseline, line, size, spare)
            else:
                self.text(x, baseline, line, size, bold)
            self.y += size * self.leading
        self.y += after

    def justified(self, x, y, line, size, spare):
        """One line spread over the width: between words, or between characters."""
        name, spaces = self.font, line.count(" ") if line.isascii() or line.count(" ") > 3 else 0
        self.canvas.setFont(name, size)
        if spaces and pdfmetrics.getFont(name).__class__.__name__ == "Font":
            self.canvas.drawString(x, self.height - y, line, wordSpace=spare / spaces)
        elif spaces:
            for word in line.split(" "):
                self.canvas.drawString(x, self.height - y, word)
                x += pdfmetrics.stringWidth(word + " ", name, size) + spare / spaces
        else:
            self.canvas.drawString(x, self.height - y, line, charSpace=spare / max(1, len(line) - 1))

    def run(self):
        """All blocks."""
        for kind, content in self.document.blocks:
            self.block(kind, content)
        self.canvas.showPage()
        self.canvas.save()

    def block(self, kind, content):
        """One block."""
        size, document = self.document.size, self.document
        if kind == "title":
            self.paragraph(content, size * 1.4, True, "center", after=10)
        elif kind == "head":
            self.room(size * 5)
            self.y += 4
            self.paragraph(content, size * 1.1, True)
        elif kind == "para":
            self.paragraph(content, first=2 * size if document.language == "zh" else 0, justify=document.justify)
        elif kind == "table":
            self.table_block(content)
        elif kind == "turned":
            self.turned(content)
        elif kind == "pair":
            self.side_by_side([lambda one=one: self.table_block(one) for one in content], 30, content)
        elif kind == "beside":
            table, texts, first = content
            sides = [lambda: self.table_block(table), lambda: [self.paragraph(text, justify=document.justify) for text in texts]]
            self.side_by_side(sides if first else sides[::-1], 24, [table])
        elif kind == "columns":
            self.set_frames(2, self.y + 4)
            for one in content:
                self.block(*one)
            end = max(self.lowest, self.y)
            self.set_frames(1, self.document.margin)
            self.y = end + 4
        else:
            self.other_block(kind, content)

    def side_by_side(self, sides, gap, tables):
        """Things beside each other, from one height."""
        self.room(max(self.height_of(table, (self.available - gap) / 2) for table in tables) + 10)
        frames, frame, top = self.frames, self.frame, self.y
        x, width = frames[frame]
        half, ends = (width - gap) / 2, []
        for number, draw in enumerate(sides):
            self.frames, self.frame, self.y = [(x + number * (half + gap), half)], 0, top
            draw()
            ends.append(self.y)
        self.frames, self.frame, self.y = frames, frame, max(ends)

    def height_of(self, table, width):
        """The height of a table with what stands around it."""
        widths = fitted_widths(table, table.look, width)
        around = self.document.size * self.leading * (2 + bool(unit_line(table, self.document.language)) + len(table.notes) * 2) + 20
        return sum(self.row_heights(table, widths)) + around

    def turned(self, table):
        """A table turned by a quarter on a page of its own."""
        self.canvas.showPage()
        self.start_page()
        self.canvas.saveState()
        width, height = self.width, self.height
        self.canvas.translate(width, 0)
        self.canvas.rotate(90)
        self.width, self.height = height, width
        self.set_frames(1)
        while self.height_of(table, self.available) > self.height - 2 * self.document.margin and table.look.size > 4:
            table.look.size, table.look.row_padding = table.look.size - .5, 1
        self.table_block(table)
        self.width, self.height = width, height
        self.canvas.restoreState()
        self.canvas.showPage()
        self.start_page()
        self.set_frames(1)

    def table_block(self, table):
        """A table with its title, unit line and notes."""
        size, document = self.document.size, self.document
        widths = fitted_widths(table, table.look, self.available)
        heights = self.row_heights(table, widths)
        unit = unit_line(table, document.language)
        need = size * self.leading * 3 + sum(heights[:table.header_rows + 3] if self.goes_on(table, heights) else heights)
        self.room(need)
        if table.title:
            self.paragraph(table.title, size, True, document.title_align, after=3)
        if unit:
            self.paragraph(unit, size * .85, align=document.unit_align, after=3)
        self.table(table, widths, heights)
        self.y += 4
        for note in table.notes:
            self.paragraph(note, size * .8, after=1)
        self.y += 6

    def goes_on(self, table, heights):
        """Whether a table may be broken by the page's end: a long one, and one that no page holds."""
        return table.place == "over_pages" or table.place != "turned" and sum(heights) > self.height - 2 * self.document.margin - 60

    def cell_lines(self, table, cell, widths):
        """The lines of a cell's text."""
        look = table.look
        width = sum(widths[cell.column:cell.column + cell.column_span]) - 2 * look.padding - cell.level * look.indent * look.size
        if cell.role == "value" and cell.align == "right":
            return [cell.text]
        return self.lines(cell.text, look.size, width, cell.bold)

    def row_heights(self, table, widths):
        """The height of each row."""
        line, extra = table.look.size * 1.25, 2 * table.look.row_padding + 1
        heights = [line + extra] * table.row_count
        for cell in sorted(table.cells, key=lambda one: one.row_span):
            need = len(self.cell_lines(table, cell, widths)) * line + extra
            have = sum(heights[cell.row:cell.row + cell.row_span])
            if need > have:
                heights[cell.row + cell.row_span - 1] += need - have
        return heights

    def table(self, table, widths, heights):
        """Prints the table, over pages where it must; rows that cells join stay together."""
        start = 0
        over = self.goes_on(table, heights)
        while start < table.row_count:
            head = list(range(table.header_rows)) if start and table.repeat and over else []
            used, end = sum(heights[row] for row in head), start
            limit = self.height - self.document.margin - self.y
            while end < table.row_count and (not over or used + heights[end] <= limit or end < start + 1):
                used += heights[end]
                end += 1
            while over and end < table.row_count and any(cell.row < end < cell.row + cell.row_span for cell in table.cells):
                end -= 1
            rows = head + list(range(start, end))
            self.piece(table, widths, heights, rows)
            table.pages = sorted({*table.pages, self.page})
            start = end
            if start < table.row_count:
                self.next_frame()

    def piece(self, table, widths, heights, rows):
        """Some rows of a table, from the present height."""
        look, canvas = table.look, self.canvas
        left = self.x + (self.available - sum(widths)) / 2
        xs = [left + sum(widths[:n]) for n in range(table.width + 1)]
        ys = [self.y + sum(heights[row] for row in rows[:n]) for n in range(len(rows) + 1)]
        for (row, column), grey in look.fill.items():
            if row in rows:
                at = rows.index(row)
                canvas.setFillGray(grey)
                canvas.rect(xs[column], self.height - ys[at + 1], widths[column] + .1, heights[row], stroke=0, fill=1)
        canvas.setFillColor(look.colour)
        cells = [cell for cell in table.cells if cell.row in rows]
        for cell in sorted(cells, key=lambda one: (one.column, one.row)) if self.columns_first else cells:
            at = rows.index(cell.row)
            self.cell(table, cell, xs, ys[at], ys[min(at + cell.row_span, len(rows))])
        canvas.setFillGray(0)
        canvas.setStrokeColor(look.colour)
        last = rows[-1] + 1
        for at, row in enumerate(rows):
            self.rules_across(look, row, xs, ys[at], table.width)
            for boundary in range(table.width + 1):
                width = look.down.get((row, boundary))
                if width:
                    canvas.setLineWidth(width)
                    canvas.line(xs[boundary], self.height - ys[at], xs[boundary], self.height - ys[at + 1])
        self.rules_across(look, last, xs, ys[-1], table.width)
        self.y = ys[-1]

    def rules_across(self, look, boundary, xs, y, width):
        """The rules of one boundary, neighbours in one stroke."""
        column = 0
        while column < width:
            size = look.across.get((boundary, column))
            end = column + 1
            while size and end < width and look.across.get((boundary, end)) == size:
                end += 1
            if size:
                self.canvas.setLineWidth(size)
                self.canvas.line(xs[column], self.height - y, xs[end], self.height - y)
            column = end

    def cell(self, table, cell, xs, top, bottom):
        """The text of one cell."""
        look = table.look
        widths = [b - a for a, b in zip(xs, xs[1:])]
        lines = self.cell_lines(table, cell, widths)
        height = len(lines) * look.size * 1.25
        free = bottom - top - height
        y = top + (free / 2 if look.middle or cell.middle else look.row_padding + .5)
        left, right = xs[cell.column] + look.padding + cell.level * look.indent * look.size, xs[cell.column + cell.column_span] - look.padding
        for number, line in enumerate(lines):
            size = look.size
            wide = self.measure(line, size, cell.bold)
            x = {"left": left, "center": (left + right - wide) / 2, "right": right - wide}[cell.align]
            if look.point and cell.role == "value" and cell.align == "right":
                x = right - self.fraction(table, cell.column) - self.measure(line.partition(".")[0], size, cell.bold) if "." in line or line[-1:].isdigit() else x
            self.text(x, y + size * (number * 1.25 + .95), line, size, cell.bold)

    def fraction(self, table, column):
        """The width of the longest part behind the point in a column."""
        rests = [cell.text.partition(".") for cell in table.cells if cell.column == column and cell.role == "value"]
        return max((self.measure(dot + rest, table.look.size, True) for _, dot, rest in rests), default=0)

    def other_block(self, kind, content):
        """Blocks of documents without tables, gaps and page ends."""
        size = self.document.size
        if kind == "gap":
            self.y += content
        elif kind == "page":
            self.next_frame()
        elif kind in ("contents", "leaders"):
            sign = " ." if kind == "contents" else "…"
            for name, number, level in content:
                self.room(size * self.leading)
                start, y = self.x + level * size, self.y + size
                self.text(start, y, name, size)
                x, end = start + self.measure(name, size) + 4, self.x + self.available - self.measure(number, size)
                wide = self.measure(sign if self.font != "Helvetica" else " .", size)
                self.text(x, y, (sign if self.document.language == "zh" else " .") * int((end - x - 6) / max(wide, 1)), size)
                self.text(end, y, number, size)
                self.y += size * self.leading
        elif kind == "form":
            for name, answer in content:
                self.room(size * 2)
                self.text(self.x, self.y + size, name, size)
                x = self.x + self.measure(name, size)
                self.text(x + 6, self.y + size, answer, size)
                self.canvas.line(x, self.height - self.y - size - 3, x + 180, self.height - self.y - size - 3)
                self.y += size * 2
        elif kind == "notice":
            lines = len(self.lines(content, size, self.available - 16))
            self.room(lines * size * self.leading + 20)
            top = self.y
            self.y += 6
            x, width = self.frames[self.frame]
            self.frames[self.frame] = (x + 8, width - 16)
            self.paragraph(content)
            self.frames[self.frame] = (x, width)
            self.canvas.rect(x, self.height - self.y, width, self.y - top, stroke=1, fill=0)
            self.y += 8
        elif kind in ("address", "sign"):
            for line in content:
                self.paragraph(line, align="right" if kind == "sign" else "left", after=1)
            self.y += 8
        elif kind == "two_addresses":
            top = self.y
            for number, lines in enumerate(content):
                for at, line in enumerate(lines):
                    self.text(self.x + number * self.available / 2, top + size + at * size * self.leading, line, size)
            self.y = top + max(map(len, content)) * size * self.leading + 8
        elif kind == "bullets":
            for text in content:
                self.room(size * 2)
                self.text(self.x + 4, self.y + size * 1.1, "•" if self.document.language == "en" else "·", size)
                self.paragraph(text, left=16, justify=self.document.justify)
        elif kind == "clauses":
            for number, text in content:
                self.room(size * 2)
                self.text(self.x, self.y + size * (.35 + self.leading / 2), number, size)
                self.paragraph(text, left=2.4 * size, justify=self.document.justify)
        elif kind == "formula":
            self.room(size * 2)
            self.text(self.x + self.available / 3, self.y + size, content[0].replace("−", "-").replace("Σ", "S").replace("…", "..."), size)
            self.text(self.x + self.available - 20, self.y + size, content[1], size)
            self.y += size * 2
        elif kind == "chart":
            self.chart(content)

    def chart(self, content):
        """A chart."""
        self.room(200)
        left, canvas = self.x + (self.available - 400) / 2, self.canvas
        for kind, *rest in chart_things(content):
            if kind == "text":
                x, y, anchor, text = rest
                wide = self.measure(text, 7.5)
                self.text(left + x - {"start": 0, "middle": wide / 2, "end": wide}[anchor], self.y + y, text, 7.5)
            elif kind == "line":
                x0, y0, x1, y1, grey = rest
                canvas.setStrokeGray(grey)
                canvas.setLineWidth(.6)
                canvas.line(left + x0, self.height - self.y - y0, left + x1, self.height - self.y - y1)
                canvas.setStrokeGray(0)
            else:
                x, y, w, h, grey = rest
                canvas.setFillGray(grey)
                canvas.rect(left + x, self.height - self.y - y - h, w, h, stroke=0, fill=1)
                canvas.setFillGray(0)
        self.y += 200


def pieces_of(line):
    """What a line break may divide: words with the space behind them, and single Chinese characters."""
    pieces, here = [], ""
    closing = "，。；：、）》！？”"
    for character in line:
        if ord(character) > 0x2E80 or character in "“”":
            if here:
                pieces.append(here)
                here = ""
            if character in closing and pieces:
                pieces[-1] += character
            else:
                pieces.append(character)
        elif character == " ":
            pieces.append(here + " ")
            here = ""
        else:
            here += character
    return pieces + ([here] if here else [])
