#!/usr/bin/env python3
"""Write sample_corpus/ anew, and its truth tests/corpus_truth.jsonl.

    make_sample_corpus.py

Reports whose truth is marked `by hand` are kept as they are, and so are PDFs, which `generate_pdfs.py --sample` writes; all
others are removed and made again from the list below.
"""

import json
import pathlib
import random as random_module

from corpus.agencies import all_agencies
from corpus.encodings import encode
from corpus.family_report import Wish, family_report, template_for
from corpus.figures import AgencyFigures
from corpus.other_report import other_report
from corpus.truth import truth_line, truth_record

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS, TRUTH = ROOT / "sample_corpus", ROOT / "tests" / "corpus_truth.jsonl"
HONGZE, MUNICIPAL = "江苏省/淮安市/洪泽区", "江苏省/南京市"

# Family reports: (path, division's code, kind, year, encoding, line end, wish).
FAMILY = [
    (f"{HONGZE}/人民政府/洪泽县人民政府2014年政府信息公开工作年度报告.txt", "320813", "人民政府", 2014, "gb18030", "\r\n", Wish("tabs", "title")),
    (f"{HONGZE}/人民政府/洪泽区人民政府2018年年报.txt", "320813", "人民政府", 2018, "utf-8", "\n", Wish("spaces", "title")),
    (f"{HONGZE}/人民政府/2020.txt", "320813", "人民政府", 2020, "utf-8", "\n", Wish("tabs", "title", "city", False, True)),
    (f"{HONGZE}/人民政府/2021.txt", "320813", "人民政府", 2021, "gb18030", "\r\n", Wish("cell_lines_tabbed", "title", "short", False, True)),
    (f"{HONGZE}/人民政府/2022.txt", "320813", "人民政府", 2022, "utf-8-bom", "\n", Wish("spaces", "title", "full", False, True)),
    (f"{HONGZE}/人民政府/2023.txt", "320813", "人民政府", 2023, "utf-8", "\n", Wish("tabs", "title", "city", True, True)),
    (f"{HONGZE}/财政局/2022年度政府信息公开.md", "320813", "财政局", 2022, "utf-8", "\n", Wish("markdown", "title")),
    (f"{HONGZE}/教育局/2023年.txt", "320813", "教育局", 2023, "gb18030", "\r\n", Wish("cell_lines", "period")),
    (f"{HONGZE}/街道/t20240118_a.txt", "320813", "古城镇人民政府", 2023, "utf-8", "\n", Wish("cell_lines_tabbed", "title")),
    (f"{MUNICIPAL}/鼓楼区/鼓楼区财政局.txt", "320106", "财政局", 2021, "utf-8", "\n", Wish("tabs", "title", "bare")),
    (f"{MUNICIPAL}/鼓楼区/中山街道.txt", "320106", "中山街道办事处", 2022, "utf-16le", "\r\n", Wish("tabs", "title", "city")),
    (f"{MUNICIPAL}/市级/南京市人民政府-2024.csv", "320100", "人民政府", 2024, "utf-8-bom", "\r\n", Wish("csv", "title")),
    (f"{MUNICIPAL}/市级/经开区2021.txt", "320100", "经济技术开发区管理委员会", 2021, "utf-8", "\n", Wish("box", "title")),
    (f"{MUNICIPAL}/市级/南京市水利局2019.txt", "320100", "水利局", 2019, "gb18030", "\n", Wish("reading_order", "title")),
    ("江苏省/省级/江苏省财政厅2020.txt", "320000", "财政厅", 2020, "utf-8", "\n", Wish("spaces", "title", error=True)),
    ("江苏省/省级/江苏省财政厅2021.txt", "320000", "财政厅", 2021, "utf-8", "\n", Wish("spaces", "title", error=False)),
    ("江苏省/苏州市/昆山市公安局_2022.txt", "320583", "公安局", 2022, "utf-8", "\n", Wish("reading_order", "title")),
    ("福建省/福州市/鼓楼区审计局2021.txt", "350102", "审计局", 2021, "utf-8", "\n", Wish("tabs", "title", "city")),
    ("山东省/青岛市/即墨区/即墨市统计局2015.txt", "370215", "统计局", 2015, "gb18030", "\r\n", Wish("cell_lines", "title")),
    ("山东省/青岛市/即墨区/即墨区统计局2019.txt", "370215", "统计局", 2019, "utf-8", "\n", Wish("tabs", "title")),
    ("湖北省/恩施市民政局.txt", "422801", "民政局", 2022, "utf-8", "\r", Wish("tabs", "title")),
    ("湖北省/仙桃市人民政府.txt", "429004", "人民政府", 2020, "utf-16be", "\n", Wish("tabs", "title", error=True)),
    ("上海市/普陀区2021.txt", "310107", "人民政府", 2021, "utf-8", "\n", Wish("mixed", "title", "full")),
    ("北京市/朝阳区/2016.txt", "110105", "教育局", 2016, "utf-8", "\n", Wish("reading_order", "title", "full")),
    ("北京市/朝阳区/2017.md", "110105", "教育局", 2017, "utf-8", "\n", Wish("markdown", "title", "full")),
    ("国务院部门/国家知识产权局2022.txt", "", "国家知识产权局", 2022, "utf-8", "\n", Wish("tabs", "title")),
    ("国务院部门/水利部2019.txt", "", "水利部", 2019, "gb18030", "\r\n", Wish("box", "title")),
    ("国务院部门/商务部2018.txt", "", "商务部", 2018, "utf-8", "\n", Wish("cell_lines", "title")),
    ("待整理/2023/xzq.txt", "422801", "财政局", 2023, "utf-8", "\n", Wish("cell_lines_tabbed", "folder")),
    ("待整理/无年份.txt", "320583", "教育局", 2022, "utf-8", "\n", Wish("tabs", "none")),
    ("待整理/鼓楼区体育局.txt", "320302", "体育局", 2022, "utf-8", "\n", Wish("tabs", "title", "bare")),
    ("待整理/无表格.txt", "320583", "司法局", 2021, "utf-8", "\n", Wish("none", "title")),
]
# Documents of other kinds: (path, division's code, kind of agency, year, encoding, layout, kind of document).
OTHERS = [
    (f"{HONGZE}/财政局/部门预算.txt", "320813", "财政局", 2025, "utf-8", "tabs", "budget"),
    (f"{MUNICIPAL}/市级/部门预算.txt", "320100", "教育局", 2024, "gb18030", "spaces", "budget"),
    ("江苏省/苏州市/昆山统计公报.md", "320583", "统计局", 2023, "utf-8", "markdown", "bulletin"),
    ("福建省/福州市/联系方式.txt", "350102", "司法局", 2022, "utf-8", "box", "name_list"),
    ("待整理/总结.txt", "370215", "民政局", 2021, "utf-8", None, "prose"),
    ("待整理/月報.txt", "310107", "审计局", 2021, "big5", "tabs", "traditional"),
]


def find_agency(code, kind):
    """The agency of a division's code and a kind; no code for central organs."""
    return next(agency for agency in all_agencies()
                if agency.kind == kind and (agency.division.code if agency.division else "") == code)


def make_family():
    """The reports of the family; an agency's figures go on from year to year."""
    figures = {}
    for path, code, kind, year, encoding, line_end, wish in FAMILY:
        random = random_module.Random(f"sample:{path}")
        agency = find_agency(code, kind)
        size = 40 if kind == "人民政府" or not code else 6
        simulated = figures.setdefault(agency, AgencyFigures(random_module.Random(f"sample:{code}{kind}"), size))
        report = family_report(random, agency, year, simulated.year(template_for(year, random)), "", "", wish)
        report.identity = dict(report.identity)
        if wish.style == "bare" and "鼓楼区/" not in path:
            report.identity.update(region="", region_code="")
            report.identity.pop("agency_id", None)
        elif wish.style == "bare":
            report.identity.update(region=agency.division.full_name(year), region_code=agency.division.in_year(year)[0],
                                   agency_id=f"{agency.division.code}-{agency.kind}")
        yield finish(report, path, encoding, line_end, random)


def make_others():
    """The documents of other kinds."""
    for path, code, kind, year, encoding, layout, document in OTHERS:
        random = random_module.Random(f"sample:{path}")
        report = other_report(random, find_agency(code, kind), year, "", "", layout, document)
        yield finish(report, path, encoding, "\n", random)


def finish(report, path, encoding, line_end, random):
    """Write one report where the sample has it; its truth."""
    report.path, report.encoding, report.line_end = path, encoding, line_end
    (CORPUS / path).parent.mkdir(parents=True, exist_ok=True)
    (CORPUS / path).write_bytes(encode(report, random))
    return truth_record(report)


def main():
    """Keep what was made by hand, remove the rest, make it again."""
    kept = []
    if TRUTH.is_file():
        for line in TRUTH.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("note", "").startswith("by hand") or record["path"].endswith(".pdf"):
                kept.append(record)
    kept_paths = {record["path"] for record in kept}
    for file in sorted(CORPUS.rglob("*"), reverse=True):
        if file.is_file() and str(file.relative_to(CORPUS)) not in kept_paths:
            file.unlink()
        elif file.is_dir() and not any(file.iterdir()):
            file.rmdir()
    records = sorted([*kept, *make_family(), *make_others()], key=lambda record: record["path"].encode())
    TRUTH.parent.mkdir(parents=True, exist_ok=True)
    TRUTH.write_text("".join(truth_line(record) + "\n" for record in records), encoding="utf-8")
    print(f"{len(records)} reports in sample_corpus, {len(kept)} of them kept")


if __name__ == "__main__":
    main()
