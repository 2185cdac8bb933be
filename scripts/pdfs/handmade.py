"""Report -> PDF written by hand: fonts not embedded, forms, turned pages, shifted boxes, odd files."""

from . import ruling
from .flow import Flow, choose_look
from .fonts import Fonts
from .page import Rect, Rule, Text
from .pdf_file import PdfFile
from .report import weighted
from .spoil import choose_extras


def write(report, source, path):
    """Writes the report's file; damages go to the report."""
    look = choose_look(source, report)
    fonts = Fonts(source, all_texts(report))
    report.damages.add("font_" + fonts.cmap.lower().replace("-", "_"))
    way = weighted(source, ruling.WAYS)
    report.damages.add("rules_" + way)
    missing = {name for name, chance in (("sides", .14), ("top", .14), ("bottom", .14)) if source.random() < chance and way != "frames"}
    flow = Flow(report, look, source, fonts.measure, way, source.choice([.4, .5, .75, 1.0]), missing)
    flow.extras = choose_extras(source)
    pages = flow.run()
    writer = PageWriter(source, fonts, report)
    with open(path, "wb") as file:
        file.write(writer.file(pages, report.path))


def all_texts(report):
    """Every text of a report, to see which fonts can hold it."""
    for kind, content in report.items:
        if kind == "table":
            yield from (cell.text for cell in content.cells)
        elif kind in ("form_lines", "contents"):
            yield from (word for field in content for word in field)
        else:
            yield from content if isinstance(content, list) else [content]
    yield report.running_head + "第页 共内部资料未经授权表—…"


class PageWriter:
    """Turns pages into content streams and these into a file."""

    def __init__(self, source, fonts, report):
        self.source, self.fonts, self.damages = source, fonts, report.damages
        self.run_way = weighted(source, {"strings": 45, "glyphs": 25, "array": 20, "spaced": 10})
        self.order = weighted(source, {"painted": 60, "texts_last": 20, "shuffled": 20})
        self.form = weighted(source, {"": 72, "form": 16, "nested": 12})
        self.turn = weighted(source, {"": 78, "90": 12, "270": 6, "180": 4})
        self.shift = weighted(source, {"": 76, "media": 12, "crop": 12})
        self.file_way = weighted(source, {"table": 68, "stream": 22, "none": 10})
        self.junk = weighted(source, {b"": 90, b"\r\n\r\n": 5, b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n": 5})
        self.encrypt = self.file_way == "table" and source.random() < .08
        self.pack = source.random() < .8
        for name, value in (("run_", self.run_way if self.run_way != "strings" else ""), ("order_", self.order if self.order == "shuffled" else ""),
                            ("xobject_", self.form), ("box_", self.shift), ("xref_", self.file_way if self.file_way != "table" else "")):
            if value:
                self.damages.add(name + value)
        self.damages.update(["junk_before"] if self.junk else [])
        self.damages.update(["encrypted_empty_password"] if self.encrypt else [])

    def file(self, pages, seed):
        """The bytes of the whole file."""
        pdf = PdfFile(seed)
        fonts = self.fonts.objects(pdf)
        resources = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
        parent = pdf.reserve()
        children = []
        for page in pages:
            children.append(self.page(pdf, page, resources, parent))
        kids = " ".join(f"{number} 0 R" for number in children)
        pdf.put(parent, f"<< /Type /Pages /Count {len(children)} /Kids [{kids}] >>")
        root = pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>")
        return pdf.bytes(root, self.file_way, self.junk, self.encrypt)

    def page(self, pdf, page, resources, parent):
        """One page object with its content."""
        turn = self.turn if self.turn != "90" or page.width > page.height or self.source.random() < .5 else ""
        wide, high = page.width, page.height
        matrix = {"": "", "90": f"0 1 -1 0 {high:.2f} 0 cm\n", "270": f"0 -1 1 0 0 {wide:.2f} cm\n",
                  "180": f"-1 0 0 -1 {wide:.2f} {high:.2f} cm\n"}[turn]
        if turn:
            self.damages.add("rotated_page")
        box_w, box_h = (high, wide) if turn in ("90", "270") else (wide, high)
        x, y = (self.source.choice([-100, 37.5, 200]), self.source.choice([-421, 50, 300])) if self.shift else (0, 0)
        if self.shift:
            matrix = f"1 0 0 1 {x} {y} cm\n" + matrix
        boxes = f"/MediaBox [{x} {y} {x + box_w:.2f} {y + box_h:.2f}]"
        if self.shift == "crop":
            boxes = f"/MediaBox [{x - 40} {y - 40} {x + box_w + 40:.2f} {y + box_h + 40:.2f}] /CropBox [{x} {y} {x + box_w:.2f} {y + box_h:.2f}]"
            page.add(Text(60, page.height + 22, 8, "排版 3-12 表 5 校", width=80))
        content, forms = self.content(pdf, page, resources, [x - 40, y - 40, x + box_w + 40, y + box_h + 40])
        stream = pdf.stream(matrix.encode() + content, pack=self.pack)
        rotate = f" /Rotate {turn}" if turn else ""
        xobjects = f" /XObject << {forms} >>" if forms else ""
        return pdf.add(f"<< /Type /Page /Parent {parent} 0 R {boxes}{rotate} /Resources << /Font << {resources} >>{xobjects} >> "
                       f"/Contents {stream} 0 R >>")

    def content(self, pdf, page, resources, bounds):
        """The content stream, and the forms that it shows."""
        things = list(page.things)
        if self.order == "texts_last":
            things.sort(key=lambda thing: isinstance(thing, Text))
        elif self.order == "shuffled":
            self.source.shuffle(things)
            things.sort(key=lambda thing: 0 if isinstance(thing, Rect) and thing.fill is not None and thing.fill > 0
                        or isinstance(thing, Rule) and thing.grey > 0 else 1)
        table = [thing for thing in things if thing.in_table] if self.form else []
        rest = [thing for thing in things if not (self.form and thing.in_table)]
        content = b"".join(self.paint(thing, page.height) for thing in rest)
        if not table:
            return content, ""
        inner = b"".join(self.paint(thing, page.height) for thing in table)
        big = "[-2000 -2000 6000 6000]"
        form = pdf.stream(inner, f"/Type /XObject /Subtype /Form /BBox {big} /Matrix [.5 0 0 .5 -15 -20] "
                          f"/Resources << /Font << {resources} >> >>", pack=self.pack)
        if self.form == "nested":
            form = pdf.stream(b"q 1 0 0 1 7 9 cm /Fm0 Do Q\n", f"/Type /XObject /Subtype /Form /BBox {big} /Matrix [1 0 0 1 -7 -9] "
                              f"/Resources << /XObject << /Fm0 {form} 0 R >> >>", pack=False)
        return content + b"q 2 0 0 2 30 40 cm /Fm1 Do Q\n", f"/Fm1 {form} 0 R"

    def paint(self, thing, height):
        """The operators of one thing; y turned upwards."""
        if isinstance(thing, Text):
            return self.paint_text(thing, height)
        if isinstance(thing, Rule):
            return paint_rule(thing, height)
        return paint_rect(thing, height)

    def paint_text(self, text, height):
        """A text, once or twice, with its reading where it has one."""
        font = "F3" if text.vertical else {"body": "F1", "bold": "F2"}[text.font]
        out = b"BT\n"
        if text.hidden:
            out += b"3 Tr\n"
        elif text.twice == "stroke":
            out += b"2 Tr .3 w\n"
        out += self.show(text, font, text.x, height - text.y)
        if text.twice == "shift" and not text.hidden:
            out += self.show(text, font, text.x + .35, height - text.y)
        if text.hidden or text.twice == "stroke":
            out += b"0 Tr\n"
        out += b"ET\n"
        if text.actual:
            out = b"/Span << /ActualText <FEFF" + text.actual.encode("utf-16-be").hex().encode() + b"> >> BDC\n" + out + b"EMC\n"
        return out

    def show(self, text, font, x, y):
        """The operators that show a string at a place."""
        out = b""
        runs = [(False, text.text)] if text.vertical else self.fonts.runs(text.text)
        for is_latin, part in runs:
            name = "F4" if is_latin else font
            out += f"/{name} {text.size:g} Tf\n".encode()
            if self.run_way == "glyphs" and not text.vertical:
                step = x
                for character in part:
                    out += f"1 0 0 1 {step:.2f} {y:.2f} Tm ".encode() + self.literal(character, is_latin) + b" Tj\n"
                    step += self.fonts.measure(character, text.size)
            else:
                out += f"1 0 0 1 {x:.2f} {y:.2f} Tm ".encode()
                if self.run_way == "array" and len(part) > 1:
                    shown = b" 8 ".join(self.literal(character, is_latin) for character in part)
                    out += b"[" + shown + b"] TJ\n"
                elif self.run_way == "spaced" and not text.vertical:
                    out += b".15 Tc " + self.literal(part, is_latin) + b" Tj 0 Tc\n"
                else:
                    out += self.literal(part, is_latin) + b" Tj\n"
            x += self.fonts.measure(part, text.size)
        return out

    def literal(self, text, is_latin):
        """The bytes of a string, as hexadecimal digits or in parentheses."""
        data = self.fonts.encode(text, is_latin)
        if self.run_way == "strings":
            for byte in (b"\\", b"(", b")"):
                data = data.replace(byte, b"\\" + byte)
            return b"(" + data.replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"
        return b"<" + data.hex().encode() + b">"


def paint_rule(rule, height):
    """A line, stroked or as a thin rectangle."""
    y0, y1 = height - rule.y0, height - rule.y1
    if rule.way == "fill":
        half = rule.width / 2
        left, low = min(rule.x0, rule.x1), min(y0, y1)
        wide, high = abs(rule.x1 - rule.x0), abs(y1 - y0)
        if wide > high:
            low, high = low - half, rule.width
        else:
            left, wide = left - half, rule.width
        return f"{rule.grey:g} g {left:.2f} {low:.2f} {wide:.2f} {high:.2f} re f 0 g\n".encode()
    dash = f"[{' '.join(f'{part:g}' for part in rule.dash)}] 0 d " if rule.dash else ""
    return (f"{dash}{rule.grey:g} G {rule.width:g} w {rule.x0:.2f} {y0:.2f} m {rule.x1:.2f} {y1:.2f} l S"
            f"{' [] 0 d' if dash else ''} 0 G\n").encode()


def paint_rect(rect, height):
    """A rectangle, filled or framed."""
    shape = f"{rect.x0:.2f} {height - rect.y1:.2f} {rect.x1 - rect.x0:.2f} {rect.y1 - rect.y0:.2f} re"
    if rect.frame:
        return f"{rect.width:g} w {shape} S\n".encode()
    return f"{rect.fill:g} g {shape} f 0 g\n".encode()
