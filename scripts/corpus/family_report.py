"""Builds one annual report of the family: title, prose, headings and the tables of its form in a layout."""

from dataclasses import dataclass

from . import titles
from .agencies import identity, name_styles
from .figures import break_identity
from .forms import disclosure_table, requests_table, review_table
from .labels import LabelPrinter
from .layouts import LAYOUTS
from .layouts.delimited import csv_line
from .model import Report
from .printing import choose_number_style
from .prose import Prose
from .statistics_form import statistics_table
from .values import print_figures

LAYOUT_WEIGHTS = {"tabs": 26, "cell_lines_tabbed": 14, "cell_lines": 12, "spaces": 14, "reading_order": 10, "markdown": 8,
                  "box": 7, "csv": 4, "mixed": 5}
MIXABLE = ["tabs", "cell_lines_tabbed", "cell_lines", "spaces", "reading_order", "markdown", "box"]


def template_for(year, random):
    """The form in force in a year; the first reports of a new form at times still use the old one."""
    if year <= 2018:
        return "ogi-2014"
    if year <= 2020 or year == 2021 and random.random() < 0.05:
        return "ogi-2019"
    return "ogi-2021"


def build_tables(template, printed, random, damage, complete=False):
    """The tables of a form with this document's labels and header variants."""
    label = LabelPrinter(random, random.choice([0, 0, 0, 0.05, 0.2]))
    if template == "ogi-2014":
        tables = [statistics_table(printed["statistics"], label, random.choice(["", "　", "　　", "  "]),
                                   random.choice(["glued", "glued", "own_line", "none"]), random.choice(["", "", "——", "—"]))]
    else:
        other_style = random.choices(["leaves", "leaves_with_total", "single"], [80, 12, 8])[0]
        if other_style != "leaves" and template == "ogi-2021":
            damage.append("other_" + other_style)
        tables = [disclosure_table(template, printed["disclosure"], label),
                  requests_table(template, printed["requests"], label, other_style, random.random() < 0.12),
                  review_table(printed["review_litigation"], label)]
        if random.random() < 0.08 and not complete:
            tables.remove(random.choice(tables))
            damage.append("table_left_out")
    if label.slips:
        damage.append("label_slips")
    return tables


def render_tables(tables, layout, random, running_head):
    """Lay out every table; in a mixed document each in its own way."""
    names = random.sample(MIXABLE, len(tables)) if layout == "mixed" and len(tables) > 1 else [layout] * len(tables)
    names = [random.choice(MIXABLE) if name == "mixed" else name for name in names]
    return [LAYOUTS[name](table, random, running_head) for name, table in zip(names, tables)], names


def glue_heading(heading, rendered, layout, random):
    """A heading that stands in the table's first line, or as a row of its own."""
    if layout != "tabs" or random.random() > 0.08:
        return [heading] + [""] * random.choice([0, 1, 1]) + rendered.lines
    rendered.damage.append("glued_heading")
    if random.random() < 0.5:
        return [heading + "\t" * rendered.lines[0].count("\t")] + rendered.lines
    rendered.cells_certain = False
    return [heading + rendered.lines[0]] + rendered.lines[1:]


def body_lines(tables, rendered, names, prose, headings, random):
    """Sections in the form's order; a section without its table says so."""
    lines, number = [], 0
    by_name = {table.name: place for place, table in enumerate(tables)}
    for section in titles.ORDER:
        number += 1
        heading = headings(section, number)
        if section in by_name:
            place = by_name[section]
            lines += glue_heading(heading, rendered[place], names[place], random)
        elif section in ("overview", "problems", "others"):
            lines += [heading] + getattr(prose, section)()
        else:
            lines += [heading, "本年度无相关情况。"]
        lines += [""] * random.choice([0, 1, 1, 2])
    return lines


def annex_lines(rendered, prose, random, organ, year_text):
    """A report of the form of 2014: prose sections, and the statistics in an annex."""
    lines = []
    for number, (name, write) in enumerate((("概述", prose.overview), ("主动公开政府信息情况", prose.overview),
                                            ("存在的主要问题和改进措施", prose.problems), ("其他需要说明的事项", prose.others)), 1):
        lines += ["一二三四"[number - 1] + "、" + name] + write()
    lines += [""] + random.choice([["附件"], ["附件：", ""], ["附表"], []])
    lines += ["政府信息公开情况统计表"] + [f"（{year_text}）"] * bool(year_text and random.random() < 0.6)
    lines += [f"填报单位（盖章）：{organ}"] * (random.random() < 0.5)
    return lines + rendered[0].lines + ["", "单位负责人：        审核人：        填报人："] * (random.random() < 0.5)


def contents_lines():
    """A table of contents in dots, which is no table."""
    names = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况"]
    return ["目  录"] + [f"{'一二三四'[place]}、{name}{'…' * 12}{place * 2 + 1}" for place, name in enumerate(names)] + [""]


@dataclass
class Wish:
    """What is asked of a report; None leaves it to chance. `source`: where the year stands (titles.YEAR_SOURCES);
    `style`: how the agency prints its name (agencies.name_styles); `error`: whether an identity is broken;
    `complete`: no table is left out."""

    layout: str | None = None
    source: str | None = None
    style: str | None = None
    error: bool | None = None
    complete: bool = False


@dataclass
class Face:
    """Whose report it is and of which year, and where it says so."""

    agency: object
    organ: str  # the printed name
    style: str
    year: int
    source: str
    context: bool  # folders tell which division a shared name means
    folder: list

    def title(self, random, named):
        """The year as the title prints it, or nothing, and the lines of the title."""
        year_text = titles.year_words(random, self.year) if self.source == "title" else ""
        return year_text, titles.title_lines(random, self.organ if named else "", year_text)

    def identity(self):
        """The identity that documents.csv must have."""
        return identity(self.agency, self.organ, self.style, None if self.source == "none" else self.year, self.context)


def choose_face(random, agency, year, batch, wish):
    """Where this report says whose it is: a name that others share stands with its folders, or alone."""
    source = wish.source or titles.choose_year_source(random)
    names = name_styles(agency, year)
    style = wish.style or random.choice(sorted(names))
    context = style != "bare" or random.random() < 0.6
    folder = titles.folders(random, agency, year, source, batch)
    if style == "bare":
        division = agency.division
        folder = [batch] + [part for part in (division.province, division.city) if part] if context else [batch]
        source = "title" if source == "folder" else source
    return Face(agency, names[style], style, year, source, context, folder)


def choose_tables(random, figures, wish, damage):
    """The printed tables of a report and their layout."""
    if random.random() < 0.12 if wish.error is None else wish.error:
        break_identity(figures, random)
        damage.append("publisher_error")
    template = "ogi-2014" if "statistics" in figures else "ogi-2021" if ("fees", "amount") in figures["disclosure"] else "ogi-2019"
    printed = print_figures(figures, choose_number_style(random), random, damage)
    tables = build_tables(template, printed, random, damage, wish.complete)
    layout = wish.layout or random.choices(list(LAYOUT_WEIGHTS), list(LAYOUT_WEIGHTS.values()))[0]
    if layout == "none" or wish.layout is None and random.random() < 0.01:
        return [], "none"
    return tables, layout


def family_report(random, agency, year, figures, batch, code, wish):
    """One report. `figures`: {table: {variable: value}} of this agency and year."""
    damage = []
    tables, layout = choose_tables(random, figures, wish, damage)
    face = choose_face(random, agency, year, batch, wish)
    named_in_title = random.random() < 0.95
    year_text, title = face.title(random, named_in_title)
    rendered, layouts = render_tables(tables, layout, random, "".join(title))

    prose = Prose(random, face.organ, f"{year}年" if year_text else "本年度", year)
    lines = [""] * random.choice([0, 0, 2]) + title + [""] * random.choice([0, 1])
    lines += contents_lines() if random.random() < 0.06 else []
    lines += prose.opening(face.source == "period" or bool(year_text) and random.random() < 0.5)
    headings = titles.Headings(random)
    if tables and tables[0].name == "statistics":
        lines += annex_lines(rendered, prose, random, face.organ, year_text)
    else:
        lines += body_lines(tables, rendered, layouts, prose, headings, random)
    if not named_in_title or random.random() < 0.3:
        lines += [face.organ] + [f"{year + 1}年1月{random.randrange(5, 31)}日"] * bool(year_text)
    if layout == "csv":
        lines = as_csv(lines, rendered)
    for part in rendered:
        damage += part.damage
    stem = titles.file_stem(random, face.organ, year, face.source, code)
    ending = {"csv": ".csv", "markdown": random.choice([".md", ".txt"])}.get(layout, ".txt")
    return Report("/".join(face.folder + [stem + ending]), layout, lines, face.identity(), tables, rendered, sorted(set(damage)))


def as_csv(lines, rendered):
    """A whole report as one comma-separated file: the lines that are no table become rows of one cell."""
    taken = {line for part in rendered for line in part.lines}
    return [line if line in taken else csv_line([line]) for line in lines]
