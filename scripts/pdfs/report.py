"""random source -> Report: what one document prints, in order, and the truth about it.

Agencies, forms, labels and numbers are those of generate_blackbox; only the pages are made here.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import generate_blackbox as blackbox  # noqa: E402  (a script beside this package)
from generate_blackbox import normalise, weighted  # noqa: E402


class Report:
    """The items of a document in reading order, each a pair (kind, content).

    kinds: front, title, para, head, caption, unit, fill, note, notice, form_lines, table, sign, page.
    """

    def __init__(self, layout):
        self.items = []
        self.grids = []
        self.damages = set()
        self.lost = set()
        self.layout = layout
        self.running_head = ""
        self.short = False
        self.path = ""
        self.identity = {}

    def add(self, kind, content=""):
        """One more item."""
        self.items.append((kind, content))

    def add_table(self, grid):
        """A table, and its place among the document's tables."""
        self.items.append(("table", grid))
        self.grids.append(grid)

    def truth(self):
        """The record of truth.jsonl."""
        record = {"path": self.path, "layout": self.layout, "damage": sorted(self.damages), "encoding": "",
                  "identity": self.identity, "tables": [], "observations": [], "lost": sorted(map(list, self.lost))}
        for grid in self.grids:
            entry = {"table": grid.table}
            if getattr(grid, "pages", None):
                entry["pages"] = grid.pages
            if grid.cells_certain:
                entry["cells"] = grid.truth_cells()
            record["tables"].append(entry)
            record["observations"].extend(grid.truth_observations())
        return record

    def printed_values(self):
        """Every value as it must be found in the text of the pages."""
        return [cell.text for grid in self.grids for cell in grid.cells if cell.role == "value" and cell.text]


class _Damages:
    """What generate_blackbox's helpers expect of a document: a place for damages."""

    def __init__(self, report):
        self.damages = report.damages
        self.lost = report.lost


def make_report(source, number, layout, what="", short=False):
    """A report of the family; now and then another table, or prose alone. Short: little prose, so that files stay small."""
    report = make_long_report(source, number, layout, what)
    if short:
        report.short = True
        paragraphs = [item for item in report.items if item[0] == "para"]
        kept = paragraphs[:1] if report.grids else paragraphs[:4]
        report.items = [item for item in report.items if item[0] != "para" or item in kept or "未发生" in item[1]]
    return report


def make_long_report(source, number, layout, what):
    """A report with all its prose."""
    what = what or weighted(source, {"family": 88, "other_table": 9, "prose": 3})
    if what == "other_table":
        return other_report(source, number, layout)
    if what == "prose":
        return prose_report(source, number, layout)
    return family_report(source, number, layout)


def pdf_path(source, agency, year, number, need_year):
    """The place of the file, as generate_blackbox would have it, as a PDF."""
    return re.sub(r"\.txt$", ".pdf", blackbox.place_file(source, agency, year, number, need_year))


def family_report(source, number, layout):
    """One annual report in one of the three forms."""
    report = Report(layout)
    form = weighted(source, {"ogi-2014": 20, "ogi-2019": 28, "ogi-2021": 52})
    year = source.choice(list(blackbox.FORM_YEARS[form]))
    agency, family = blackbox.choose_agency(source, year)
    scale = blackbox.choose_scale(source, agency, family)
    style = blackbox.Style(source)
    year_source = weighted(source, {"title": 92, "period": 4, "file": 4})
    hidden = year_source == "file"
    title_lines, title_damage = blackbox.make_title(source, agency, year, year_source == "title")
    report.damages.update([title_damage] if title_damage else [])
    report.running_head = normalise("".join(title_lines) if year_source == "title" else agency.printed)
    if source.random() < .3:
        for line in blackbox.front_matter(source, year, hidden):
            report.add("front", line)
    report.add("title", [line for line in title_lines if line])
    say_period = year_source == "period" or year_source == "title" and source.random() < .4
    report.add("para", blackbox.opening(source, agency, year, say_period))

    def prose(pool, count):
        pool = [template for template in pool if "{y" not in template] if hidden else pool
        for line in blackbox.paragraphs(source, pool, agency, year, count, ""):
            report.add("para", line)

    head_way = source.random()

    def head(section):
        text = source.choice(blackbox.SECTION_TITLES[section])
        report.add("head", blackbox.heading(source, section, text) if head_way < .3 else f"{'一二三四五六'[section - 1]}、{text}")

    head(1)
    prose(blackbox.OVERVIEW, source.randrange(1, 8))
    if source.random() < .08:
        grid = blackbox.build_categories(source)
        report.add("caption", "表1　" + grid.title)
        report.add_table(grid)
        report.damages.add("table_of_its_own")
    if source.random() < .1:
        report.add("notice", "温馨提示：本年度报告电子版可在门户网站“政府信息公开”专栏查阅，如有疑问请与办公室联系。")
        report.damages.add("boxed_notice")
    if form == "ogi-2014":
        annex(report, source, agency, year, style, scale, hidden, prose)
    else:
        sections(report, source, agency, year, style, scale, form, hidden, prose, head)
    report.damages |= style.damages
    report.path = pdf_path(source, agency, year, number, "file" if hidden else "")
    report.identity = dict(agency.identity(), year=str(year), template=form)
    return report


def annex(report, source, agency, year, style, scale, hidden, prose):
    """The form of 2014: prose, then the table as an annex."""
    report.add("head", "二、主动公开情况")
    prose(blackbox.OVERVIEW, 3)
    report.add("head", "三、存在的主要问题和改进措施")
    prose(blackbox.PROBLEMS, 2)
    sign(report, source, agency, year, hidden)
    if source.random() < .5:
        report.add("page")
    spoil = source.random() < .08
    report.damages.update(["publisher_error"] if spoil else [])
    report.add("caption", source.choice(["政府信息公开情况统计表", "附件：政府信息公开情况统计表", "附表",
                                         "政府信息公开情况统计表" if hidden else f"政府信息公开情况统计表（{year}年度）"]))
    if source.random() < .4 and not hidden:
        report.add("fill", f"填报单位：{agency.printed}　　　填报日期：{year + 1}年1月{source.randrange(4, 31)}日")
    report.add_table(blackbox.build_statistics(source, style, scale, spoil))
    if source.random() < .5:
        report.add("note", "单位负责人：张建国　　审核人：李 明　　填报人：王小芳　　联系电话：0517-"
                   f"{source.randrange(80000000, 89999999)}")


def sections(report, source, agency, year, style, scale, form, hidden, prose, head):
    """The forms of 2019 and 2021: three tables under their headings."""
    bare = source.random() < .04       # the tables follow each other without headings
    report.damages.update(["headings_left_out"] if bare else [])
    head(2)
    report.add_table(blackbox.build_disclosure(source, style, form, scale))
    if not bare:
        head(3)
    spoil = source.random() < .12
    report.add_table(blackbox.build_requests(source, style, form, scale, spoil))
    if not bare:
        head(4)
    spoil_review = source.random() < .08
    if source.random() < .04 and not bare:
        report.add("para", "本年度未发生政府信息公开行政复议、行政诉讼案件。")
        report.damages.add("table_left_out")
        spoil_review = False
    else:
        report.add_table(blackbox.build_review(source, style, scale, spoil_review))
    if spoil or spoil_review:
        report.damages.add("publisher_error")
    head(5)
    prose(blackbox.PROBLEMS, source.randrange(1, 5))
    head(6)
    prose(blackbox.OTHERS, source.choice([1, 1, 2]))
    if source.random() < .6:
        sign(report, source, agency, year, hidden)


def sign(report, source, agency, year, hidden):
    """Signature and date, set to the right."""
    lines = [agency.printed]
    if not hidden:
        lines.append(source.choice([f"{year + 1}年1月{source.randrange(5, 31)}日", f"{blackbox.chinese_year(year + 1)}年一月二十日",
                                    f"{year + 1}年3月{source.randrange(5, 31)}日"]))
    report.add("sign", lines)


def other_report(source, number, layout):
    """A budget or a list of people: tables that are not of the family."""
    report = Report(layout)
    year = source.randrange(2014, 2026)
    agency, _ = blackbox.choose_agency(source, year)
    while agency.division is None or agency.kind == "人民政府" or not agency.certain_kind:
        agency, _ = blackbox.choose_agency(source, year)
    subject = weighted(source, {"budget": 60, "bulletin": 20, "staff": 20})
    report.identity = dict(agency.identity(), year=str(year), template="")
    folder = ""
    if subject == "budget":
        title = [f"{agency.printed}{year}年" + source.choice(["部门预算公开说明", "部门预算", "度部门决算公开"])]
        grids = source.choice([[blackbox.build_two_sided(source, True)], [blackbox.build_functions(source)],
                               [blackbox.build_two_sided(source, True), blackbox.build_functions(source)]])
        text = "主要职能：贯彻执行国家有关法律法规，承担本行政区域内相关管理工作。"
    elif subject == "bulletin":
        title = [f"{agency.division.name}{year}年国民经济和社会发展统计公报"]
        grids = [blackbox.build_bulletin(source)]
        report.identity = {"year": str(year), "template": ""}
        text = f"{year}年，全市上下坚持稳中求进工作总基调，经济运行总体平稳，各项事业取得新的进步。"
        folder = "统计公报"
    else:
        title = [f"{agency.printed}领导班子成员名单"]
        grids = [blackbox.build_staff(source)]
        report.identity = dict(agency.identity(), template="")
        report.identity.pop("year", None)
        text = "现将领导班子成员及分工情况公布如下："
    report.running_head = title[0]
    report.add("title", title)
    report.add("para", text)
    for number_of_table, grid in enumerate(grids):
        if number_of_table and source.random() < .5:
            report.add("page")
        report.add("caption", grid.title)
        if grid.unit_line:
            report.add("unit", grid.unit_line)
        report.add_table(grid)
    path = pdf_path(source, agency, year, number, "")
    if subject == "staff":
        path = "/".join([part for part in path.split("/")[:-1] if str(year) not in part] + [f"名单-{number:05d}.pdf"])
    elif folder:
        path = f"{folder}/{number:05d}.pdf"
    else:
        path = path.replace("政府信息公开工作年度报告", "部门预算").replace("年度报告", "部门预算").replace("年报", "预算")
    report.path = path
    return report


def prose_report(source, number, layout):
    """An annual report whose numbers stand in sentences."""
    report = Report(layout)
    year = source.randrange(2014, 2026)
    agency, _ = blackbox.choose_agency(source, year)
    title, damage = blackbox.make_title(source, agency, year, True)
    report.damages.update([damage] if damage else [])
    report.running_head = normalise("".join(title))
    report.add("title", [line for line in title if line])
    report.add("para", blackbox.opening(source, agency, year, source.random() < .5))
    report.add("head", "一、总体情况")
    for line in blackbox.paragraphs(source, blackbox.OVERVIEW, agency, year, source.randrange(4, 14), ""):
        report.add("para", line)
    report.add("head", "二、主动公开政府信息情况")
    report.add("para", f"本年制发规章{source.randrange(0, 2)}件、行政规范性文件{source.randrange(0, 9)}件，废止{source.randrange(0, 3)}件；"
                       f"处理行政许可决定{source.randrange(0, 900)}件，行政处罚{source.randrange(0, 200)}件，行政强制0件。")
    report.add("head", "三、收到和处理政府信息公开申请情况")
    report.add("para", f"本年新收政府信息公开申请{source.randrange(0, 30)}件，均按期答复。")
    report.add("head", "四、存在的主要问题及改进情况")
    for line in blackbox.paragraphs(source, blackbox.PROBLEMS, agency, year, 3, ""):
        report.add("para", line)
    sign(report, source, agency, year, False)
    report.path = pdf_path(source, agency, year, number, "")
    report.identity = dict(agency.identity(), year=str(year), template="")
    return report
