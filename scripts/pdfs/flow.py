"""Report + Look -> pages: title, paragraphs, tables one below the other, page numbers and running heads."""

from . import ruling, spoil
from .page import Look, Page, Rect, Rule, Text
from .report import weighted
from .typeset import TableSetter, wrap


class Flow:
    """Pages as they fill."""

    def __init__(self, report, look, source, measure, ruling_way, width, missing):
        self.report, self.look, self.source, self.measure = report, look, source, measure
        self.ruling_way, self.rule_width, self.missing = ruling_way, width, missing
        self.pages = []
        self.page = None
        self.y = 0.0
        self.turned = False       # landscape pages for a wide table
        self.extras = frozenset()
        self.new_page()

    def new_page(self):
        """Goes on to a fresh page."""
        look = self.look
        width, height = (look.height, look.width) if self.turned else (look.width, look.height)
        self.page = Page(width, height)
        self.pages.append(self.page)
        self.y = look.top

    def room(self):
        """What is left of the page."""
        return self.page.height - self.look.bottom - self.y

    def inner_width(self):
        """The width between the margins."""
        return self.page.width - self.look.left - self.look.right

    def run(self):
        """Sets all items, then the marks of the pages."""
        for kind, content in self.report.items:
            getattr(self, "set_" + kind)(content)
        marks = page_marks(self.look, len(self.pages), self.source)
        for number, page in enumerate(self.pages, 1):
            self.mark(page, number, marks)
        return self.pages

    def line(self, text, size, x, font="body", leading=None, twice=""):
        """One line of text; a new page where it does not fit."""
        leading = leading or size * self.look.leading
        if leading > self.room() + .01:
            self.new_page()
        width = self.measure(text, size)
        if self.look.white_boxes:
            self.page.add(Rect(x - 1, self.y, x + width + 1, self.y + leading, fill=1.0))
        self.page.add(Text(x, self.y + (leading - size) / 2 + size * .86, size, text, font=font, width=width, twice=twice))
        self.y += leading
        return width

    def centred(self, text, size, **options):
        """A line in the middle."""
        self.line(text, size, self.look.left + (self.inner_width() - self.measure(text, size)) / 2, **options)

    def paragraph(self, text, size, indent, **options):
        """A paragraph with its first line set in."""
        first = True
        lines = wrap("　" * indent + text, self.inner_width(), size, self.measure)
        for line in lines:
            bare = line.lstrip("　") if first else line
            shift = self.measure(line[:len(line) - len(bare)], size)
            self.line(bare, size, self.look.left + shift, **options)
            if self.look.underline and first and self.source.random() < .15:
                self.page.add(Rule(self.look.left + shift, self.y - size * .25, self.look.left + shift + self.measure(bare, size),
                                   self.y - size * .25, .5))
            first = False

    def set_front(self, text):
        """Lines above the title."""
        if text:
            self.line(text, self.look.table_size, self.look.left)

    def set_title(self, lines):
        """The title, large and in the middle."""
        size = self.look.body_size * 1.5
        for line in lines:
            for part in wrap(line, self.inner_width(), size, self.measure):
                self.centred(part, size, font="bold", twice=self.look.title_twice if self.look.title_twice != "bold" else "")
        self.y += size * .6

    def set_para(self, text):
        """A paragraph."""
        self.paragraph(text, self.look.body_size, 2)

    def set_head(self, text):
        """A heading."""
        if self.room() < self.look.body_size * 4:
            self.new_page()
        self.paragraph(text, self.look.body_size, 2, font="bold",
                       twice=self.look.title_twice if self.look.title_twice != "bold" else "")

    def set_caption(self, text):
        """A table's caption."""
        if self.room() < self.look.body_size * 6:
            self.new_page()
        for part in wrap(text, self.inner_width(), self.look.body_size, self.measure):
            self.centred(part, self.look.body_size, font="bold")

    def set_unit(self, text):
        """The unit of a table's numbers, to the right."""
        size = self.look.table_size
        self.line(text, size, self.page.width - self.look.right - self.measure(text, size))

    def set_fill(self, text):
        """Who fills in the table."""
        for part in wrap(text, self.inner_width(), self.look.table_size, self.measure):
            self.line(part, self.look.table_size, self.look.left)

    set_note = set_fill

    def set_notice(self, text):
        """A boxed notice: a frame around a paragraph is no table."""
        size = self.look.body_size * .85
        lines = wrap(text, self.inner_width() - 24, size, self.measure)
        height = len(lines) * size * self.look.leading + 16
        if height > self.room():
            self.new_page()
        top = self.y
        self.y += 8
        for line in lines:
            self.line(line, size, self.look.left + 12)
        self.y += 8
        self.page.add(Rect(self.look.left, top, self.page.width - self.look.right, self.y, .7, frame=True))
        self.y += size * .6

    def set_form_lines(self, fields):
        """Words with a line to write on behind each."""
        size = self.look.body_size
        for name, answer in fields:
            if self.room() < size * 2:
                self.new_page()
            x = self.look.left
            start = x + self.line(name, size, x) + 4
            self.page.add(Text(start + 8, self.y - size * self.look.leading / 2 + size * .36, size, answer))
            self.page.add(Rule(start, self.y - 2, min(start + 200, self.page.width - self.look.right), self.y - 2, .5))

    def set_columns(self, paragraphs):
        """Prose in two columns."""
        gap, size, leading = 24, self.look.body_size * .85, self.look.body_size * 1.4
        width = (self.inner_width() - gap) / 2
        lines = [line for text in paragraphs for line in wrap("　　" + text, width, size, self.measure)]
        while lines:
            high = min(int(self.room() // leading), (len(lines) + 1) // 2)
            if high < 1:
                self.new_page()
                continue
            top = self.y
            for column in range(2):
                for row, line in enumerate(lines[column * high:(column + 1) * high]):
                    bare = line.lstrip("　")
                    shift = self.measure(line[:len(line) - len(bare)], size)
                    self.page.add(Text(self.look.left + column * (width + gap) + shift, top + row * leading + size, size, bare))
            self.y, lines = top + high * leading, lines[2 * high:]

    def set_contents(self, entries):
        """A table of contents: names, dots, page numbers."""
        size = self.look.body_size
        for name, number in entries:
            dot = self.measure("…", size)
            dots = int((self.inner_width() - self.measure(name + number, size) - size) // dot)
            self.line(name + "…" * max(dots, 1) + number, size, self.look.left)

    def set_boxes(self, steps):
        """A chart of steps: framed words, one below the other, with lines between."""
        size = self.look.body_size
        wide = max(self.measure(step, size) for step in steps) + 30
        x0 = self.look.left + (self.inner_width() - wide) / 2
        if self.room() < len(steps) * size * 4:
            self.new_page()
        for index, step in enumerate(steps):
            if index:
                self.page.add(Rule(x0 + wide / 2, self.y, x0 + wide / 2, self.y + size * 1.4, .7))
                self.y += size * 1.4
            self.page.add(Rect(x0, self.y, x0 + wide, self.y + size * 2, .7, frame=True))
            self.page.add(Text(x0 + (wide - self.measure(step, size)) / 2, self.y + size * 1.35, size, step))
            self.y += size * 2
        self.y += size

    def set_sign(self, lines):
        """Signature and date, to the right."""
        self.y += self.look.body_size
        for text in lines:
            for part in wrap(text, self.inner_width() * .7, self.look.body_size, self.measure):
                self.line(part, self.look.body_size, self.page.width - self.look.right - 20 - self.measure(part, self.look.body_size))

    def set_page(self, _):
        """A page's end that the document asks for."""
        self.new_page()

    def set_table(self, grid):
        """A table with its rules, over as many pages as it needs."""
        turn = self.look.landscape_tables and grid.table in ("requests", "review_litigation")
        if turn != self.turned:
            self.turned = turn
            self.new_page()
        table = TableSetter(grid, self.look, self.source, self.measure, self.inner_width())
        fragments = table.fragments(self)
        grid.pages = [self.pages.index(fragments[0].page) + 1, self.pages.index(fragments[-1].page) + 1]
        left = self.look.left + max(0.0, (self.inner_width() - table.xs[-1]) / 2)
        for index, (fragment, boxes) in enumerate(zip(fragments, table.boxes(fragments, left))):
            self.paint(fragment.page, boxes, table, index, len(fragments))
        self.report.damages |= table.damages
        self.report.lost |= table.lost
        self.y += self.look.body_size * .7
        if turn and self.look.landscape_tables != "stay":
            self.turned = False
            self.new_page()

    def paint(self, page, boxes, table, index, count):
        """Shades, rules and texts of one fragment."""
        if self.look.header_shade is not None:
            for box in boxes:
                if box.cell.role in ("header", "corner", "block"):
                    page.add(Rect(box.x0, box.y0, box.x1, box.y1, fill=self.look.header_shade, in_table=True))
        missing = {"sides"} & self.missing
        if index > 0 and "top" in self.missing:
            missing = missing | {"top"}
        if index < count - 1 and "bottom" in self.missing:
            missing = missing | {"bottom"}
        ruling.rule_boxes(page, boxes, self.ruling_way, self.rule_width, self.source, missing)
        self.report.damages.update("no_rule_" + name for name in missing)
        for box in boxes:
            for text in table.texts(box):
                spoil.spoil_text(text, box, self.extras, self.source, self.report.damages, self.measure)
                page.add(text)
        spoil.spoil_boxes(page, boxes, self.extras, self.source, self.report.damages, table.size)

    def mark(self, page, number, marks):
        """The page's number, and the running head."""
        look, size = self.look, 10.5
        if look.page_frame:
            page.add(Rect(30, 30, page.width - 30, page.height - 30, .7, frame=True))
        if look.running_head:
            text = wrap(look.running_head, self.page.width - 2 * look.left, 9, self.measure)[0]
            page.add(Text((page.width - self.measure(text, 9)) / 2, look.top - 22, 9, text))
            self.report.damages.add("running_head")
            if look.head_rule:
                page.add(Rule(look.left, look.top - 16, page.width - look.right, look.top - 16, .75))
        if marks[number - 1]:
            text = marks[number - 1]
            x = (page.width - self.measure(text, size)) / 2
            if look.page_mark == "outer":
                x = page.width - look.right - self.measure(text, size) if number % 2 else look.left
            page.add(Text(x, page.height - look.bottom + 30, size, text))
            self.report.damages.add("page_marks")


def page_marks(look, count, source):
    """What stands at each page's foot."""
    if not look.page_mark:
        return [""] * count
    first = source.choice([1, 1, 1, 2, 7])
    shape = {"dashes": "— {n} —", "outer": "— {n} —", "hyphens": "- {n} -", "plain": "{n}", "of": "第{n}页 共{c}页",
             "slash": "{n} / {c}"}[look.page_mark]
    if look.page_mark in ("of", "slash"):
        first = 1
    return [shape.format(n=first + index, c=count) for index in range(count)]


def choose_look(source, report):
    """Habits of pages, by weights."""
    look = Look()
    damages = report.damages
    look.left = look.right = source.choice([54, 62, 72, 79])
    look.top, look.bottom = source.choice([64, 72, 90]), source.choice([64, 72, 90])
    look.body_size = source.choice([10.5, 12, 14, 16])
    look.leading = source.choice([1.4, 1.6, 1.8])
    look.table_size = source.choice([7.5, 8, 9, 9, 10, 10.5])
    look.table_leading = source.choice([1.1, 1.25, 1.4])
    look.pad = source.choice([2, 2.5, 4])
    look.row_pad = source.choice([1, 2, 4, 6])
    look.number_align = weighted(source, {"centre": 75, "right": 18, "left": 7})
    look.label_align = weighted(source, {"left": 70, "centre": 30})
    look.vertical_align = weighted(source, {"middle": 80, "top": 20})
    look.repeat_headers = source.random() < .3
    look.split_rows = source.random() < .55
    look.span_flow = weighted(source, {"first": 55, "middle": 30, "largest": 15})
    look.page_mark = weighted(source, {"dashes": 32, "outer": 10, "hyphens": 12, "plain": 12, "of": 10, "slash": 6, "": 18})
    if source.random() < .2:
        look.running_head = report.running_head
        look.head_rule = source.random() < .5
    if source.random() < .22:
        look.stack_label = source.choice(["stacked", "vertical"])
        damages.add("label_" + look.stack_label)
    if source.random() < .22:
        look.narrow, look.table_size = True, max(look.table_size, 10)
    if source.random() < .15:
        look.white_boxes = True
        damages.add("white_boxes")
    if source.random() < .15:
        look.underline = True
        damages.add("underlines")
    if source.random() < .2:
        look.header_shade = source.choice([.85, .9, .95])
        damages.add("header_shade")
    look.title_twice = weighted(source, {"": 55, "bold": 15, "stroke": 15, "shift": 15})
    if look.title_twice in ("stroke", "shift"):
        damages.add("double_print_" + look.title_twice)
    if source.random() < .12:
        look.landscape_tables = source.choice(["stay", "turn"])
        damages.add("landscape")
    if source.random() < .04:
        look.page_frame = True
        damages.add("page_frame")
    return look
