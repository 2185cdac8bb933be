"""random source -> a Document: blocks of prose and tables in the order of printing.

Blocks are pairs (kind, content):
title, head, para, note: a text · table: a Table with its title, unit line and notes · pair: two Tables side by side ·
beside: (Table, texts, table first) · columns: blocks set in two columns · turned: a Table turned by a quarter · gap: points · page: a new page.
Those of documents without tables are in without_tables.py.
"""

from dataclasses import dataclass, field

from . import chinese, english, words
from .long_tables import make_long
from .ruling import choose_kind, draw, merges_down

PLACES = {"plain": 52, "close": 9, "pair": 8, "beside": 7, "columns": 8, "turned": 5, "over_pages": 11}


@dataclass
class Document:
    """What is printed, and the page it is printed on."""

    path: str
    language: str
    blocks: list
    landscape: bool = False
    margin: float = 64
    size: float = 10.5
    justify: bool = True
    mark: str = ""                   # page number, {} for the number
    running_head: str = ""
    title_align: str = "center"
    unit_align: str = "right"
    notes_below: bool = True
    damages: set = field(default_factory=set)

    @property
    def tables(self):
        """The tables in the order of the blocks."""
        return list(tables_of(self.blocks))

    @property
    def width(self):
        """The width between the margins, A4."""
        return (841.9 if self.landscape else 595.3) - 2 * self.margin

    def truth(self, producer):
        """The record for truth.jsonl."""
        return {"path": self.path, "producer": producer, "language": self.language, "tables": [table.truth() for table in self.tables]}


def tables_of(blocks):
    """Every Table in some blocks."""
    for kind, content in blocks:
        if kind in ("table", "turned"):
            yield content
        elif kind == "pair":
            yield from content
        elif kind == "beside":
            yield content[0]
        elif kind == "columns":
            yield from tables_of(content)


def prose(source, language):
    """One paragraph."""
    sentences = source.sample(words.ZH_PROSE if language == "zh" else words.EN_PROSE, source.randint(1, 4))
    return ("" if language == "zh" else " ").join(sentences)


def make_table(source, language, place, kind=None):
    """One table of any content, kind and look, for a place."""
    kind = kind or choose_kind(source)
    maker = chinese if language == "zh" else english
    label_at = source.choice(["bottom", "bottom", "top"])
    merge = merges_down(source, kind)
    for _ in range(60):
        table = make_long(source, language, merge, label_at) if place == "over_pages" else maker.make(source, merge, label_at)
        narrow = place in ("pair", "beside", "columns")
        if not narrow or table.width <= 4 and table.row_count <= 16 and table.header_rows <= 2:
            break
    table.kind, table.place = kind, place
    table.look = draw(table, kind, source)
    if narrow:
        table.look.size = min(table.look.size, 8)
        table.look.full_width = table.look.full_width or place == "columns"
        if len(table.title) > 14 and language == "zh":
            table.title = table.title.split("　")[-1]
    if place == "over_pages":
        table.repeat = source.random() < .3
    return table


def section_head(source, language, number):
    """A heading of a section."""
    if language == "zh":
        return source.choice(["{}、", "（{}）", "第{}部分　"]).format("一二三四五六七八九十"[number % 10]) + source.choice(["总体情况", "预算收支情况", "主要指标完成情况", "有关说明", "名词解释"])
    return f"{number + 1}. " + source.choice(["Overview", "Main findings", "Budget implementation", "Developments in the reporting period", "Methodology"])


def make_document(source, number, producer):
    """One document with tables."""
    language = source.choice(["zh", "en"])
    place = source.choices(list(PLACES), list(PLACES.values()))[0]
    if producer == "libreoffice" and place == "turned":
        place = "plain"
    name = {"zh": source.choice(["统计公报", "预算公开", "决算报告", "清单", "工作报告"]), "en": source.choice(["report", "annual-report", "statistics-in-focus", "survey"])}[language]
    document = Document(f"{source.randint(2006, 2023)}/{name}-{producer}-{number:04d}.pdf", language, [])
    dress(document, source)
    blocks = document.blocks
    blocks.append(("title", title(source, language)))
    sections = 1 if place in ("over_pages", "pair", "turned") else source.choice([1, 1, 2])
    for section in range(sections):
        if source.random() < .7:
            blocks.append(("head", section_head(source, language, section)))
        blocks += [("para", prose(source, language)) for _ in range(source.choice([0, 1, 1, 2, 3]))]
        blocks += place_tables(source, language, place)
        blocks += [("para", prose(source, language)) for _ in range(source.choice([0, 1, 2]))]
    return document


def place_tables(source, language, place):
    """The blocks of one section's tables."""
    if place == "close":
        return close_tables(source, language)
    if place == "pair":
        kind = choose_kind(source)
        return [("pair", [make_table(source, language, place, kind), make_table(source, language, place, kind)])]
    if place == "beside":
        texts = [prose(source, language) for _ in range(source.choice([1, 2]))]
        return [("beside", (make_table(source, language, place), texts, source.random() < .5))]
    if place == "columns":
        inner = [("para", prose(source, language)) for _ in range(source.randint(3, 6))]
        for _ in range(source.choice([1, 1, 2])):
            inner.insert(source.randrange(1, len(inner)), ("table", make_table(source, language, place)))
        return [("columns", inner)]
    if place == "turned":
        return [("turned", make_table(source, language, place))]
    return [("table", make_table(source, language, place))]


def close_tables(source, language):
    """Two or three tables with hardly more than a line between them."""
    result = []
    kind = choose_kind(source)
    for _ in range(source.choice([2, 2, 3])):
        table = make_table(source, language, "close", kind)
        table.notes = table.notes if source.random() < .3 else []
        if table.row_count > 14:
            continue
        result += [("table", table), ("gap", source.choice([2, 6, 10]))]
    return result or [("table", make_table(source, language, "plain", kind))]


def title(source, language):
    """The title of a document."""
    if language == "zh":
        return source.choice(words.ZH_PLACES) + f"{source.randint(2015, 2022)}年" + source.choice(["国民经济和社会发展统计公报", "部门预算公开", "财政决算报告", "有关情况清单", "工作报告"])
    return source.choice(words.EN_BODIES) + ": " + source.choice(["annual report", "statistical overview", "survey of national practice", "summary report"]) + f" {source.randint(2005, 2015)}"


def dress(document, source):
    """The page and its furniture."""
    document.landscape = source.random() < .08
    document.margin = source.choice([48, 56, 64, 72])
    document.size = source.choice([9.5, 10.5, 10.5, 12])
    document.justify = source.random() < .6
    document.mark = source.choice(["", "{}", "- {} -", "— {} —" if document.language == "zh" else "Page {}"])
    document.title_align = "center" if document.language == "zh" else source.choice(["left", "center", "left"])
    document.unit_align = source.choice(["right", "right", "center"]) if document.language == "zh" else source.choice(["left", "center", "right"])
    if source.random() < .25:
        document.running_head = "政府信息公开资料" if document.language == "zh" else "Annual report – statistical annex"


def unit_line(table, language):
    """The line that states a table's unit."""
    if not table.unit:
        return ""
    if language == "zh":
        way = sum(map(ord, table.title)) % 3
        return [f"单位：{table.unit}", f"计量单位：{table.unit}", f"（单位：{table.unit}）"][way]
    way = sum(map(ord, table.title)) % 3
    return [f"({table.unit})", f"in {table.unit}" if table.unit != "%" else "(%)", f"Unit: {table.unit}"][way]
