"""random source -> tables that are longer than a page."""

from . import words
from .chinese import named
from .model import Column, Row, Value, assemble
from .values import column_numbers, empty, number, rate


def make_long(source, language, merge_down, label_at):
    """A table of thirty to ninety rows."""
    table = (chinese if language == "zh" else english)(source, merge_down, label_at)
    table.content = language + "_long"
    return table


def chinese(source, merge_down, label_at):
    """Villages by measures, or a list of projects."""
    count = source.randint(35, 90)
    names = [a + b + c for a in "青白红金长平石上下大" for b in "山水桥湖林沟坪" for c in ("村", "社区")]
    labels = sorted(source.sample(names, count))
    if source.random() < .4:
        columns = [Column(("项目名称",), "left"), Column(("建设单位",), "left"), Column(("总投资（万元）",), "right", "万元")]
        rows = [Row([str(n)], [Value(label + source.choice(words.ZH_PROJECTS[1:7])), Value(source.choice(words.ZH_UNITS)), number(source, 2, 10, 9999)])
                for n, label in enumerate(labels, 1)]
        table = assemble(["序号"], columns, rows, merge_down, label_at, "", ("center",))
        table = named(table, rows)
    else:
        columns = [Column(path) for path in source.choice([[("户数",), ("人口",), ("耕地面积",)], [("人口", "合计"), ("人口", "男"), ("人口", "女"), ("耕地面积",)],
                                                         [("2021年",), ("2022年",), ("增减",)]])]
        rows = [Row([label]) for label in labels]
        for _ in columns:
            for row, value in zip(rows, column_numbers(source, count, decimals=source.choice([0, 0, 1]))):
                row.values.append(empty(source, .02, []) or value)
        table = assemble(["村（社区）"], columns, rows, merge_down, label_at)
        table.values = [(r, c, v, None) for r, c, v, _ in table.values]
    table.title = source.choice(["各村（社区）基本情况", "项目资金安排明细表", "分村统计数据"])
    return table


def english(source, merge_down, label_at):
    """Regions by years, some under headings of countries."""
    columns = [Column((str(year),)) for year in range(2004, 2004 + source.randint(3, 6))]
    rows, headed = [], source.random() < .5
    for country in sorted(source.sample(words.EN_COUNTRIES, source.randint(10, 16))):
        if headed:
            rows.append(Row([country], heading=True))
        for part in source.sample(["North", "South", "East", "West", "Capital region", "Islands"], source.randint(3, 5)):
            rows.append(Row([part if headed else f"{country}, {part}"], level=int(headed)))
    signs = source.choice([[], [":"]])
    for row in rows:
        if not row.heading:
            row.values = [empty(source, 0, signs) or (rate(source, 1, 90) if source.random() < .0 else number(source, 1, 1, 999)) for _ in columns]
    table = assemble([source.choice(["Region", ""])], columns, rows, merge_down, label_at, source.choice(["", "EUR million"]))
    table.title = f"Table {source.randint(1, 9)}: " + source.choice(["Regional indicators", "Gross value added by region", "Key data by region"])
    return table
