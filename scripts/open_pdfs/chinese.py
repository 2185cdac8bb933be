"""random source -> Chinese tables: budgets, bulletins, lists."""

from . import words
from .model import Cell, Column, Row, Table, Value, assemble
from .values import column_numbers, empty, number, rate


def make(source, merge_down, label_at):
    """One table of any content."""
    make_one = source.choices([two_sided, functions, bulletin, deep, projects, matters, groups, years], [14, 14, 20, 16, 12, 8, 10, 6])[0]
    table = make_one(source, merge_down, label_at)
    table.content = "zh_" + make_one.__name__
    name = {"two_sided": "budget", "functions": "function"}.get(make_one.__name__, make_one.__name__)
    table.title = source.choice(words.ZH_TITLES[name])
    if source.random() < .7:
        table.title = source.choice(["表{}　", "附表{}：", "表{} ", "公开{:02d}表　"]).format(source.randint(1, 12)) + table.title
    if source.random() < .45:
        table.notes = [source.choice(words.ZH_NOTES)]
    return table


def fill(source, columns_of_values, rows, blank=.0, signs=()):
    """Puts columns of values into the rows that take values."""
    takers = [row for row in rows if not row.heading]
    for values in columns_of_values:
        for row, value in zip(takers, values):
            row.values.append(empty(source, blank, signs) or value)


def two_sided(source, merge_down, label_at):
    """收支总表: income to the left, spending to the right, the sum below."""
    group = source.choice(["", "", ","])
    count = source.randint(5, 11)
    left, right = words.ZH_INCOME[:source.randint(3, 9)], words.ZH_SPENDING[:count]
    head = source.choice(["金额", "预算数", "决算数", "金额（万元）"])
    numbered = source.random() < .3
    per_half = 3 if numbered else 2
    cells = [Cell(0, 0, "收入", "header", 1, per_half, "center"), Cell(0, per_half, "支出", "header", 1, per_half, "center")]
    for half in (0, per_half):
        names = ["项目"] + (["行次"] if numbered else []) + [head]
        cells += [Cell(1, half + n, name, "header", align="center") for n, name in enumerate(names)]
    body = max(len(left), count)
    sums = [("本年收入合计", "本年支出合计")]
    if source.random() < .6:
        sums += [("上年结转", "结转下年"), ("收入总计", "支出总计")]
    values, line = [], 0
    for index in range(body + len(sums)):
        row = index + 2
        pair = sums[index - body] if index >= body else (left[index] if index < len(left) else "", right[index] if index < count else "")
        for half, (label, name) in enumerate(zip(pair, ("收入", "支出"))):
            start = half * per_half
            if label:
                cells.append(Cell(row, start, label, "label", align="center" if index >= body and source.random() < .7 else "left", bold=index >= body))
            if numbered:
                cells.append(Cell(row, start + 1, str(index + 1 + half * (body + len(sums))), "number", align="center"))
            value = number(source, 2, 10, 99999, group=group)
            if not label or index < body and source.random() < .25:
                value = Value("", "", "blank")
            if value.text:
                cells.append(Cell(row, start + per_half - 1, value.text, "value", align="right", bold=index >= body))
            if label:
                values.append(([(label, True)], [(name, True), (head, True)], value, "万元" if value.kind == "number" else ""))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    unit = "" if "万元" in head else "万元"
    return Table(cells, body + len(sums) + 2, 2 * per_half, 2, 1, values, unit=unit, totals=[body + 2 + n for n in range(len(sums))], halves=per_half)


def functions(source, merge_down, label_at):
    """Spending by function: code, name, sum, and two parts; the names indented."""
    columns = [Column(("合计",)), Column(("基本支出",)), Column(("项目支出",))]
    if source.random() < .4:
        columns = [Column(("合计",)), Column(("基本支出", "小计")), Column(("基本支出", "人员经费")), Column(("基本支出", "公用经费")), Column(("项目支出",))]
    rows = []
    for code, name, kids in source.sample(words.ZH_CODES, source.randint(2, 4)):
        rows.append(Row([code, name], level=0))
        for kid_code, kid_name, leaves in kids:
            rows.append(Row([kid_code, kid_name], level=1))
            rows += [Row([*leaf], level=2) for leaf in leaves]
    rows.sort(key=lambda row: row.labels[0])
    total = Row(["", "合计"], total=True)
    rows = [total] + rows if source.random() < .5 else rows + [total]
    fill(source, [column_numbers(source, len(rows), decimals=2, low=1, high=9999, group=source.choice(["", ","])) for _ in columns], rows, .12)
    if source.random() < .6:
        for row in rows:
            row.level = 0
    table = assemble(["科目编码", "科目名称"], columns, rows, merge_down, label_at, "万元", ("left", "left"))
    return unpath(table)


def unpath(table):
    """Codes add no hierarchy: the ancestors of a row are left open."""
    table.values = [([(t, i >= len(row) - 2 and required) for i, (t, required) in enumerate(row)], column, value, unit) for row, column, value, unit in table.values]
    return table


def bulletin(source, merge_down, label_at):
    """Main indicators: name, unit of measure, value, growth."""
    with_units = source.random() < .75
    columns = source.choice([[Column(("绝对量",)), Column(("比上年增长（%）",), unit="%")], [Column(("2022年",)), Column(("2021年",)), Column(("增长（%）",), unit="%")],
                             [Column(("本月",)), Column(("同比增长（%）",), unit="%"), Column(("1-本月",)), Column(("累计增长（%）",), unit="%")]])
    columns = [Column(column.path, source.choice(["right", "right", "center"]), column.unit) for column in columns]
    rows, units = [], []
    for name, unit, kids in source.sample(words.ZH_INDICATORS, source.randint(3, 6)):
        rows.append(Row([name], level=0))
        units.append(unit)
        if source.random() < .75:
            first = source.choice(["其中：", "＃", "", ""])
            for place, kid in enumerate(kids):
                rows.append(Row([(first if place == 0 or first == "＃" else "") + kid], level=1))
                units.append(unit)
    for place, column in enumerate(columns):
        values = [rate(source) for _ in rows] if column.unit else [number(source, source.choice([0, 1, 2, 2]), 10, 99999) for _ in rows]
        fill(source, [values], rows, .03, ["—", "-"] if source.random() < .3 else [])
    if not with_units:
        return assemble(["指标"], columns, rows, merge_down, label_at)
    for row, unit in zip(rows, units):
        row.values = [Value(v.text, v.value, v.kind, "" if columns[n].unit else unit) for n, v in enumerate(row.values)]
    table = assemble([source.choice(["指标", "指标名称", "指　标"]), "单位"], columns, [Row(row.labels + [unit], row.values, row.level) for row, unit in zip(rows, units)],
                     merge_down, label_at, "", ("left", "center"), 0)
    for cell in table.cells:         # the units' column is no part of a path, and the stub's indents stand in the first
        cell.level = 0 if cell.column else cell.level
    levels = iter(row.level for row in rows)
    for cell in table.cells:
        if cell.column == 0 and cell.role == "label":
            cell.level = next(levels)
    table.values = [(drop_unit(row, units), column, value, unit) for row, column, value, unit in table.values]
    table.label_columns = 2
    return table


def drop_unit(path, units):
    """A row's path without the column of units."""
    return [(text, required) for text, required in path if text not in units]


def deep(source, merge_down, label_at):
    """Places by measures, with headers up to three lines deep."""
    base = source.choice([
        [("规模以上工业", "总产值", "绝对量"), ("规模以上工业", "总产值", "增速"), ("规模以上工业", "增加值", "绝对量"), ("规模以上工业", "增加值", "增速")],
        [("2022年", "总量"), ("2022年", "占比"), ("2021年", "总量"), ("2021年", "占比"), ("增减",)],
        [("人口数", "合计"), ("人口数", "男"), ("人口数", "女"), ("出生率",), ("死亡率",)],
        [("工业投资", "计划", "全年"), ("工业投资", "完成", "全年"), ("工业投资", "完成", "上年"), ("房地产投资", "住宅"), ("房地产投资", "商业")],
        [("地区生产总值", "总量"), ("地区生产总值", "增速"), ("财政收入", "总量"), ("财政收入", "增速"), ("人均收入", "总量"), ("人均收入", "增速")]])
    columns = [Column(path, unit="%" if path[-1] in ("占比",) else "") for path in base]
    rows = [Row([place]) for place in source.sample(words.ZH_PLACES, source.randint(5, 12))]
    if source.random() < .6:
        rows.insert(0, Row([source.choice(["全市", "合计", "总　计"])], total=True))
    decimals = source.choice([0, 1, 2])
    for column in columns:
        small = column.path[-1] in ("增速", "占比", "增减", "出生率", "死亡率")
        values = [rate(source, -9 if column.path[-1] in ("增速", "增减") else 0, 30) for _ in rows] if small else column_numbers(source, len(rows), decimals=decimals)
        fill(source, [values], rows, source.choice([0, 0, .05]), ["—"] if source.random() < .3 else [])
    table = assemble([source.choice(["地区", "镇（街道）", "", "单位名称"])], columns, rows, merge_down, label_at)
    table.values = [(r, c, v, None) for r, c, v, _ in table.values]
    return table


def projects(source, merge_down, label_at):
    """A list of projects: a line number, texts of several lines, an amount."""
    columns = [Column(("项目名称",), "left"), Column((source.choice(["建设单位", "责任单位"]),), "center"), Column((source.choice(["总投资（万元）", "投资额（万元）"]),), "right", "万元"),
               Column(("开工时间",), "center")]
    rows = []
    for place, name in enumerate(source.sample(words.ZH_PROJECTS, source.randint(4, 10)), 1):
        amount = number(source, source.choice([0, 2]), 100, 99999)
        rows.append(Row([str(place)], [Value(name), Value(source.choice(words.ZH_UNITS)), amount, Value(f"2023年{source.randint(1, 12)}月")]))
    table = assemble(["序号"], columns, rows, merge_down, label_at, "", ("center",))
    return named(table, rows)


def named(table, rows):
    """A list of projects: the name is the label; the builder behind it may be taken for one, too."""
    labels = {row.labels[0]: [(row.values[0].text, True), (row.values[1].text, False)] for row in rows}
    table.values = [(labels[row[-1][0]], column, value, unit) for row, column, value, unit in table.values if column[0][0] != "项目名称"]
    for _, column, value, _ in table.values:
        value.open = column[0][0] in ("建设单位", "责任单位")
    table.label_columns = 0
    return table


def matters(source, merge_down, label_at):
    """A list of texts alone."""
    columns = [Column(("设定依据",), "left"), Column(("承办机构",), "center"), Column(("备注",), "center")]
    rows = []
    for place in source.sample(range(len(words.ZH_MATTERS)), source.randint(4, 8)):
        remark = Value("", "", "blank") if source.random() < .6 else Value(source.choice(["委托下放", "新增", "调整"]))
        rows.append(Row([words.ZH_MATTERS[place]], [Value(words.ZH_BASIS[place]), Value(words.ZH_DEPARTMENTS[place]), remark]))
    return assemble(["事项名称"], columns, rows, merge_down, label_at, "", (source.choice(["left", "center"]),))


def groups(source, merge_down, label_at):
    """Labels of the first column that span rows: groups, with their parts beside them."""
    subject = source.choice([("行业", "类别", [("工业", ["采矿业", "制造业", "电力热力生产"]), ("服务业", ["批发零售业", "住宿餐饮业", "房地产业", "金融业"]), ("居民生活", ["城镇居民", "乡村居民"])]),
                             ("类型", "登记类型", [("企业", ["国有及控股", "私营", "外资"]), ("个体工商户", ["城镇", "乡村"]), ("农民专业合作社", ["种植", "养殖", "服务"])])])
    columns = [Column((name,)) for name in source.choice([["户数", "同比增长", "占比"], ["本期", "上年同期"], ["一季度", "二季度", "三季度", "四季度"]])]
    rows = []
    for name, kids in subject[2]:
        rows += [Row([name if place == 0 else None, kid]) for place, kid in enumerate(kids)]
    fill(source, [column_numbers(source, len(rows), decimals=source.choice([0, 1])) for _ in columns], rows, .04)
    table = assemble([subject[0], subject[1]], columns, rows, merge_down, label_at, "", ("center", "left"))
    table.values = [(r, c, v, None) for r, c, v, _ in table.values]
    return table


def years(source, merge_down, label_at):
    """Years down, measures across."""
    unit = source.choice(["亿元", "万元", ""])
    columns = [Column((name,)) for name in source.sample(["收入合计", "税收收入", "支出合计", "民生支出", "结余", "债务余额"], source.randint(3, 5))]
    first = source.randint(2005, 2016)
    rows = [Row([f"{year}年"]) for year in range(first, first + source.randint(4, 8))]
    fill(source, [column_numbers(source, len(rows), decimals=source.choice([0, 1, 2]), group=source.choice(["", ","])) for _ in columns], rows)
    return assemble([source.choice(["年份", "年　份", "年度"])], columns, rows, merge_down, label_at, unit)
