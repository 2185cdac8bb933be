"""Report -> DOCX: paragraphs, tables with spans, page numbers and running heads, as a word processor's file."""

import io
import zipfile
from xml.sax.saxutils import escape

from .report import weighted

NAMESPACES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
              'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"""
ROOT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
PARTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"""
FONTS = ["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN"]
WIDTHS = {"requests": [5, 11, 26] + [8.28] * 7, "review_litigation": [100 / 15] * 15, "disclosure": [31, 23, 23, 23], "statistics": [68, 12, 20]}


class Document:
    """The parts of one file while it is written."""

    def __init__(self, report, source):
        self.report, self.source = report, source
        self.font = source.choice(FONTS[2:] if report.short else FONTS)
        self.latin = source.choice([self.font] if report.short else [self.font, self.font, "DejaVu Serif", "DejaVu Sans"])
        self.size = source.choice([10.5, 12, 14, 16])
        self.table_size = source.choice([7.5, 8, 9, 10])
        self.line = source.choice([300, 360, 420])
        self.borders = weighted(source, {"single": 60, "dotted": 7, "dashed": 8, "double_frame": 10, "thick_frame": 8, "no_sides": 7})
        self.repeat = source.random() < .3
        self.whole_rows = source.random() < .5
        self.upright = weighted(source, {"": 65, "vertical": 20, "stacked": 15})
        self.landscape = source.random() < .1
        self.middle = source.random() < .8
        self.number_align = weighted(source, {"center": 76, "right": 18, "left": 6})
        self.row_height = source.choice([0, 0, 340, 420, 560])
        self.shade = source.random() < .2
        self.mark = weighted(source, {"— {} —": 40, "- {} -": 15, "{}": 20, "": 25})
        self.head = source.random() < .2
        self.underline = source.random() < .15
        self.text_width = (16838 if self.landscape else 11906) - 2 * 1240
        names = {"rules_" + self.borders: True, "label_" + self.upright: self.upright, "landscape": self.landscape, "header_shade": self.shade,
                 "page_marks": self.mark, "running_head": self.head, "underlines": self.underline}
        report.damages.update(name for name, there in names.items() if there)

    def run(self, text, size, bold=False, underline=False):
        """A run of text."""
        style = (f'<w:rFonts w:ascii="{self.latin}" w:hAnsi="{self.latin}" w:eastAsia="{self.font}" w:cs="{self.latin}"/>'
                 + ("<w:b/>" if bold else "") + f'<w:sz w:val="{int(size * 2)}"/>' + ('<w:u w:val="single"/>' if underline else "")
                 + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
        return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def paragraph(self, text, align="left", indent=0, bold=False, size=None, extra=""):
        """A paragraph of its own."""
        size = size or self.size
        shift = f'<w:ind w:firstLine="{int(indent * size * 20)}"/>' if indent else ""
        line = self.underline and indent and not bold and self.source.random() < .1
        return (f'<w:p><w:pPr>{extra}<w:spacing w:line="{self.line}" w:lineRule="auto"/>{shift}<w:jc w:val="{align}"/></w:pPr>'
                f'{self.run(text, size, bold, line)}</w:p>')

    def item(self, kind, content):
        """The XML of one item of the report."""
        if kind == "table":
            return self.table(content)
        if kind == "title":
            return "".join(self.paragraph(line, "center", bold=True, size=self.size * 1.4) for line in content)
        if kind == "sign":
            return "".join(self.paragraph(line, "right") for line in content)
        if kind == "form_lines":
            return "".join(self.form_line(name, answer) for name, answer in content)
        if kind in ("columns", "contents", "boxes"):
            return self.other_item(kind, content)
        if kind == "page":
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if kind == "notice":
            sides = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right"))
            return self.paragraph(content, extra=f"<w:pBdr>{sides}</w:pBdr>")
        align = {"caption": "center", "unit": "right"}.get(kind, "left")
        keep = "<w:keepNext/>" if kind in ("head", "caption") else ""
        return self.paragraph(content, align, 2 if kind in ("para", "head") else 0, kind in ("head", "caption"),
                              None if kind in ("para", "head", "caption") else self.table_size, keep)

    def other_item(self, kind, content):
        """Prose in columns (between two changes of section), a table of contents, framed steps."""
        if kind == "boxes":
            sides = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right"))
            frame = f'<w:pBdr>{sides}</w:pBdr>'
            return self.paragraph("↓", "center").join(self.paragraph(step, "center", extra=frame) for step in content)
        if kind == "contents":
            stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.text_width}"/></w:tabs>'
            return "".join(f'<w:p><w:pPr>{stop}</w:pPr>{self.run(name, self.size)}<w:r><w:tab/></w:r>{self.run(number, self.size)}</w:p>'
                           for name, number in content)
        change = ('<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>'
                  '<w:pgMar w:top="1440" w:right="1240" w:bottom="1440" w:left="1240" w:header="720" w:footer="720" w:gutter="0"/>'
                  '<w:cols w:num="{}" w:space="425"/></w:sectPr></w:pPr></w:p>')
        return change.format(1) + "".join(self.paragraph(text, indent=2) for text in content) + change.format(2)

    def form_line(self, name, answer):
        """A word and an underlined space."""
        return f'<w:p>{self.run(name, self.size)}{self.run("　　" + answer + "　　　　　", self.size, underline=True)}</w:p>'

    def edge(self, side, style, width):
        """One border of a table."""
        return f'<w:{side} w:val="{style}" w:sz="{width}" w:space="0" w:color="000000"/>'

    def table(self, grid):
        """A table, row by row."""
        outer, inner, width = {"double_frame": ("double", "single", 4), "thick_frame": ("single", "single", 12), "dotted": ("dotted",) * 2 + (4,),
                               "dashed": ("dashed",) * 2 + (4,)}.get(self.borders, ("single", "single", 4))
        sides = "nil" if self.borders == "no_sides" else outer
        borders = "".join([self.edge("top", outer, width), self.edge("left", sides, width), self.edge("bottom", outer, width),
                           self.edge("right", sides, width), self.edge("insideH", inner, 4), self.edge("insideV", inner, 4)])
        shares = WIDTHS.get(grid.table) or [100 / grid.width] * grid.width
        widths = [int(self.text_width * share / sum(shares)) for share in shares]
        cols = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        places = grid.covering()
        rows = "".join(self.row(grid, row, places, widths) for row in range(grid.row_count))
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
                '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
                f'</w:tblPr><w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>' + self.paragraph("", size=6))

    def row(self, grid, row, places, widths):
        """One row: cells, and the goings-on of cells above."""
        style = "<w:cantSplit/>" if self.whole_rows else ""
        if self.row_height:
            style += f'<w:trHeight w:val="{self.row_height}" w:hRule="atLeast"/>'
        if self.repeat and row in grid.header_rows and grid.table != "disclosure":
            style += "<w:tblHeader/>"
            self.report.damages.add("headers_repeated")
        cells, column = [], 0
        while column < grid.width:
            cell = places[row, column]
            cells.append(self.cell(grid, cell, row, widths))
            column = cell.column + cell.column_span
        return f"<w:tr><w:trPr>{style}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(self, grid, cell, row, widths):
        """One cell, or its continuation in a lower row."""
        merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
        width = sum(widths[cell.column:cell.column + cell.column_span])
        upright = grid.table == "requests" and cell.row_span > 10 and cell.column == 0
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8E8E8"/>' if self.shade and cell.role in ("header", "corner", "block") else ""
        turn = '<w:textDirection w:val="tbRlV"/>' if upright and self.upright == "vertical" else ""
        middle = '<w:vAlign w:val="center"/>' if self.middle else ""
        align = self.number_align if cell.role == "value" else "left" if cell.role == "label" and not upright else "center"
        lines = (cell.lines if cell.role in ("header", "corner") else [cell.text]) if row == cell.row else [""]
        if upright and self.upright == "stacked" and row == cell.row:
            lines = list(cell.text.replace(" ", ""))
        body = "".join(f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{self.run(line, self.table_size) if line else ""}</w:p>' for line in lines)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}{turn}{middle}</w:tcPr>{body}</w:tc>'

    def bytes(self):
        """The whole file."""
        body = "".join(self.item(kind, content) for kind, content in self.report.items)
        page = 'w:w="16838" w:h="11906" w:orient="landscape"' if self.landscape else 'w:w="11906" w:h="16838"'
        section = (f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId1"/><w:pgSz {page}/>'
                   '<w:pgMar w:top="1440" w:right="1240" w:bottom="1440" w:left="1240" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>')
        return package(body + section, page_number(self.run, self.mark), self.run(self.report.running_head, 8) if self.head else "")


def page_number(run, mark):
    """The foot of a page: its number where `mark` has `{}`; nothing without a mark."""
    if not mark:
        return ""
    before, after = mark.split("{}")
    number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return run(before, 9) + number + run(after, 9)


def package(body, foot, head):
    """The file of a body with its section, and of what stands at the foot and the head of each page; the same bytes on every day."""
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/_rels/document.xml.rels": PARTS,
             "word/document.xml": f"{xml}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
             "word/footer1.xml": f'{xml}<w:ftr {NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{foot}</w:p></w:ftr>',
             "word/header1.xml": f'{xml}<w:hdr {NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{head}</w:p></w:hdr>'}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()
