"""Document -> DOCX -> PDF by LibreOffice, all files in one call."""

from xml.sax.saxutils import escape

from pdfs.docx import package, page_number
from pdfs.libreoffice import convert

from .document import unit_line
from .model import parts
from .ruling import fitted_widths

FONTS = {"zh": ["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN"], "en": ["DejaVu Serif", "DejaVu Sans", "DejaVu Sans Condensed", "Noto Sans CJK SC"]}


def write_all(work):
    """Writes the files of all documents, some dozens a call."""
    for start in range(0, len(work), 40):
        some = work[start:start + 40]
        convert([(Writer(document, source).bytes(), path) for document, source, path in some], 90 + 20 * len(some))


class Writer:
    """The XML of one document."""

    def __init__(self, document, source):
        self.document = document
        self.font = source.choice(FONTS[document.language])
        self.line = source.choice([260, 300, 340])
        self.align = "both" if document.justify else "left"

    def run(self, text, size, bold=False, underline=False):
        """Runs of a text with raised marks and line breaks."""
        result = ""
        for part, raised in parts(text):
            style = (f'<w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:eastAsia="{self.font}" w:cs="{self.font}"/>' + ("<w:b/>" if bold else "")
                     + f'<w:sz w:val="{int(size * 2)}"/>' + ('<w:u w:val="single"/>' if underline else "") + ('<w:vertAlign w:val="superscript"/>' if raised else ""))
            lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in part.split("\n"))
            result += f"<w:r><w:rPr>{style}</w:rPr>{lines}</w:r>"
        return result

    def paragraph(self, text, align="left", size=None, bold=False, first=0, left=0, hanging=0, keep=False, extra="", spacing=None):
        """A paragraph; distances in points."""
        size = size or self.document.size
        indent = f'<w:ind w:left="{int(left * 20)}" ' + (f'w:hanging="{int(hanging * 20)}"/>' if hanging else f'w:firstLine="{int(first * 20)}"/>')
        space = f'<w:spacing w:before="0" w:after="{spacing if spacing is not None else 80}" w:line="{self.line if spacing is None else 240}" w:lineRule="auto"/>'
        return (f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}{extra}{space}{indent}<w:jc w:val="{align}"/></w:pPr>{self.run(text, size, bold)}</w:p>')

    def block(self, kind, content, width):
        """One block."""
        size = self.document.size
        if kind == "title":
            return self.paragraph(content, "center", size * 1.4, True)
        if kind == "head":
            return self.paragraph(content, "left", size * 1.1, True, keep=True)
        if kind == "para":
            return self.paragraph(content, self.align, first=2 * size if self.document.language == "zh" else 0)
        if kind in ("table", "turned"):
            block = self.table_block(content, width)
            return self.whole(block, width) if content.place == "columns" else block
        if kind == "pair":
            half = (width - 30) / 2
            return self.side_by_side([self.table_block(one, half, True) for one in content], half, 30)
        if kind == "beside":
            one, texts, first = content
            half = (width - 24) / 2
            sides = [self.table_block(one, half, True), "".join(self.paragraph(text, self.align) for text in texts)]
            return self.side_by_side(sides if first else sides[::-1], half, 24)
        if kind == "columns":
            change = self.section(1) + "".join(self.block(k, c, (width - 22) / 2) for k, c in content) + self.section(2)
            return change
        return self.other_block(kind, content)

    def section(self, columns):
        """The end of a section with so many columns."""
        return f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{self.page()}<w:cols w:num="{columns}" w:space="440"/></w:sectPr></w:pPr></w:p>'

    def other_block(self, kind, content):
        """Blocks of documents without tables, gaps and page ends."""
        frame = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right"))
        if kind == "gap":
            return self.paragraph(" ", size=max(1, content / 1.3), spacing=0)
        if kind in ("contents", "leaders"):
            leader = "dot" if kind == "contents" else "middleDot"
            stop = f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="{int(self.document.width * 20)}"/></w:tabs>'
            return "".join(f'<w:p><w:pPr>{stop}<w:ind w:left="{level * 200}"/></w:pPr>{self.run(name, self.document.size)}<w:r><w:tab/></w:r>{self.run(number, self.document.size)}</w:p>'
                           for name, number, level in content)
        if kind == "form":
            return "".join(f"<w:p>{self.run(name, self.document.size)}{self.run('　　' + answer + '　　　　　　', self.document.size, underline=True)}</w:p>" for name, answer in content)
        if kind == "notice":
            return self.paragraph(content, self.align, extra=f"<w:pBdr>{frame}</w:pBdr>")
        if kind in ("address", "sign"):
            return "".join(self.paragraph(line, "right" if kind == "sign" else "left") for line in content)
        if kind == "two_addresses":
            stop = '<w:tabs><w:tab w:val="left" w:pos="5000"/></w:tabs>'
            pairs = zip(content[0], content[1])
            return "".join(f"<w:p><w:pPr>{stop}</w:pPr>{self.run(a, self.document.size)}<w:r><w:tab/></w:r>{self.run(b, self.document.size)}</w:p>" for a, b in pairs)
        if kind == "bullets":
            return "".join(self.paragraph("• " + text, self.align, left=18, hanging=12) for text in content)
        if kind == "clauses":
            stop = '<w:tabs><w:tab w:val="left" w:pos="560"/></w:tabs>'
            return "".join(f'<w:p><w:pPr>{stop}<w:ind w:left="560" w:hanging="560"/><w:jc w:val="{self.align}"/></w:pPr>{self.run(number, self.document.size)}<w:r><w:tab/></w:r>'
                           f"{self.run(text, self.document.size)}</w:p>" for number, text in content)
        if kind == "formula":
            stop = f'<w:tabs><w:tab w:val="center" w:pos="{int(self.document.width * 10)}"/><w:tab w:val="right" w:pos="{int(self.document.width * 20)}"/></w:tabs>'
            return (f"<w:p><w:pPr>{stop}</w:pPr><w:r><w:tab/></w:r>{self.run(content[0], self.document.size)}<w:r><w:tab/></w:r>{self.run(content[1], self.document.size)}</w:p>")
        if kind == "chart":
            return self.paragraph(content["title"], "center", bold=True)
        raise ValueError(kind)

    def whole(self, block, width):
        """A table that does not go over two columns of one page: inside a cell of another, which has no rules."""
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{int(width * 20)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
                f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{int(width * 20)}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>'
                f'<w:tc><w:tcPr><w:tcW w:w="{int(width * 20)}" w:type="dxa"/></w:tcPr>{block}<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:tc>'
                '</w:tr></w:tbl>' + self.paragraph("", size=4, spacing=0))

    def side_by_side(self, sides, half, gap):
        """Two things beside each other: a table without rules."""
        widths = [int(half * 20), int(gap * 20), int(half * 20)]
        cell = lambda width, body: f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{body}<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:tc>'
        bodies = [sides[0], "", sides[1]]
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
                '</w:tblCellMar></w:tblPr><w:tblGrid>' + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + '</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>'
                + "".join(cell(w, b) for w, b in zip(widths, bodies)) + "</w:tr></w:tbl>" + self.paragraph("", size=4, spacing=0))

    def table_block(self, table, width, inner=False):
        """A table with its title, unit line and notes."""
        size, document = self.document.size, self.document
        result = self.paragraph(table.title, document.title_align, size, True, keep=True, spacing=40) if table.title else ""
        unit = unit_line(table, document.language)
        result += self.paragraph(unit, document.unit_align, size * .85, keep=True, spacing=40) if unit else ""
        result += self.table(table, width)
        notes = "".join(self.paragraph(note, "left", size * .8, spacing=40) for note in table.notes)
        return result + (notes or self.paragraph("", size=5, spacing=0))

    def table(self, table, width):
        """The table alone."""
        look = table.look
        widths = [int(one * 20) for one in fitted_widths(table, look, width)]
        places = table.places()
        rows = []
        for row in range(table.row_count):
            cells, column = "", 0
            while column < table.width:
                cell = places.get((row, column))
                span = cell.column_span if cell else 1
                cells += self.cell(table, cell, row, column, sum(widths[column:column + span]))
                column += span
            header = "<w:tblHeader/>" if table.repeat and row < table.header_rows else ""
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
        margin = int(look.padding * 20)
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{int(look.row_padding * 20)}" w:type="dxa"/>'
                f'<w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="{int(look.row_padding * 20)}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
                + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>" + "".join(rows) + "</w:tbl>")

    def cell(self, table, cell, row, column, width):
        """One place of the grid: a cell, its continuation in a lower row, or nothing."""
        look = table.look
        span = cell.column_span if cell else 1
        sides = {"top": look.across.get((row, column)), "left": look.down.get((row, column)), "bottom": look.across.get((row + 1, column)), "right": look.down.get((row, column + span))}
        borders = "".join(f'<w:{side} w:val="single" w:sz="{max(2, int(size * 8))}" w:space="0" w:color="{look.colour[1:]}"/>' for side, size in sides.items() if size)
        grey = look.fill.get((row, column))
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{f"{int(grey * 255):02X}" * 3}"/>' if grey else ""
        merge = "" if not cell or cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
        properties = (f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "") + shade
                      + ('<w:vAlign w:val="center"/>' if look.middle or cell and cell.middle else ""))
        text = cell.text if cell and row == cell.row else ""
        indent = cell.level * look.indent * look.size if cell else 0
        style = f'<w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:left="{int(indent * 20)}"/><w:jc w:val="{cell.align if cell else "left"}"/></w:pPr>'
        body = self.run(text, look.size, cell.bold) if text else f'<w:r><w:rPr><w:sz w:val="{int(look.size * 2)}"/></w:rPr></w:r>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{style}{body}</w:p></w:tc>"

    def page(self):
        """The page's size and margins."""
        size = 'w:w="16838" w:h="11906" w:orient="landscape"' if self.document.landscape else 'w:w="11906" w:h="16838"'
        margin = int(self.document.margin * 20)
        return (f'<w:pgSz {size}/><w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" w:header="500" w:footer="500" w:gutter="0"/>')

    def bytes(self):
        """The whole file."""
        document = self.document
        body = "".join(self.block(kind, content, document.width) for kind, content in document.blocks)
        section = f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId1"/><w:type w:val="continuous"/>{self.page()}</w:sectPr>'
        foot = page_number(self.run, document.mark)
        head = self.run(document.running_head, 8) if document.running_head else ""
        return package(body + section, foot, head)
