"""Tables that are no part of the family: budgets, statistical bulletins, lists of names, foreign encodings."""

from .forms import path
from .model import Printed, Table
from .printing import shortest

INCOME = ["一、一般公共预算拨款收入", "二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、事业收入", "五、其他收入", "本年收入合计",
          "上年结转", "收入总计"]
SPENDING = ["一、一般公共服务支出", "二、教育支出", "三、科学技术支出", "四、社会保障和就业支出", "五、卫生健康支出", "六、住房保障支出",
            "本年支出合计", "支出总计"]
SUBJECTS = [("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"), ("2010301", "行政运行"), ("2010302", "一般行政管理事务"),
            ("205", "教育支出"), ("20508", "进修及培训"), ("2050803", "培训支出"), ("208", "社会保障和就业支出"),
            ("20805", "行政事业单位养老支出"), ("2080505", "机关事业单位基本养老保险缴费支出"), ("221", "住房保障支出"),
            ("22102", "住房改革支出"), ("2210201", "住房公积金")]
BULLETIN_ROWS = ["粮食作物", "油料", "蔬菜", "水果", "茶叶", "肉类", "禽蛋", "水产品"]
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚桂英"
OFFICES = ["办公室", "人事科", "法规科", "财务科", "政策研究室", "信息中心", "监督科", "审批服务科", "宣传科", "规划科"]


def amount(random):
    """An amount with two decimals as printed, at times blank."""
    if random.random() < 0.12:
        return Printed("", "blank")
    text = f"{random.expovariate(1 / 900):.2f}"
    shown = f"{float(text):,.2f}" if random.random() < 0.5 else text
    return Printed(shown, "number", shortest(text), "万元")


def put(table, row, column, printed, row_label, column_label):
    """One value cell outside the family."""
    table.add(row, column, printed.text, "value", row_label=row_label, column_label=column_label, printed=printed)


def two_sided_budget(random):
    """收支总表: income at the left, spending at the right, a label column in each half."""
    table = Table("", 2 + len(INCOME), 4, header_rows=2, widths=[32, 16, 32, 16], caption=["单位：万元"])
    for column, half, items in ((0, "收入", INCOME), (2, "支出", SPENDING)):
        table.add(0, column, half, "header", colspan=2)
        table.add(1, column, "项目", "header")
        table.add(1, column + 1, "预算数", "header")
        for row, text in enumerate(items, start=2):
            table.add(row, column, text, "label")
            put(table, row, column + 1, amount(random), path(text), path(half, "预算数"))
    return table


def coded_budget(random):
    """支出预算表: a code, a name, and amounts under one or two header rows."""
    deep = random.random() < 0.5
    top = 2 if deep else 1
    table = Table("", top + len(SUBJECTS), 5, header_rows=top, label_columns=2, widths=[12, 36, 14, 14, 14], caption=["单位：万元"])
    names = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    for column, name in enumerate(names):
        if column < 2:
            table.add(0, column, name, "header", rowspan=top)
        elif not deep:
            table.add(0, column, name, "header")
        else:
            table.add(1, column, name, "header")
    if deep:
        table.add(0, 2, "本年支出", "header", colspan=3)
    for row, (code, name) in enumerate(SUBJECTS, start=top):
        table.add(row, 0, code, "label")
        table.add(row, 1, name, "label")
        for column in range(2, 5):
            above = ("本年支出",) if deep else ()
            put(table, row, column, amount(random), path(code, name), path(*above, names[column]))
    return table


def bulletin(random):
    """A table of a statistical bulletin: two header rows, units in the header."""
    table = Table("", 2 + len(BULLETIN_ROWS), 5, header_rows=2, widths=[16, 16, 18, 16, 18])
    table.add(0, 0, "指标", "header", rowspan=2)
    for column, top in ((1, "全市"), (3, "其中：市辖区")):
        table.add(0, column, top, "header", colspan=2)
        table.add(1, column, "产量（万吨）", "header")
        table.add(1, column + 1, "比上年增长（%）", "header")
        for row, name in enumerate(BULLETIN_ROWS, start=2):
            if column == 1:
                table.add(row, 0, name, "label")
            output = f"{random.expovariate(1 / 40):.2f}"
            growth = f"{random.gauss(2, 5):.1f}"
            put(table, row, column, Printed(output, "number", shortest(output), "万吨"), path(name), path(top, "产量（万吨）"))
            growth_value = shortest(growth) if float(growth) else "0"
            put(table, row, column + 1, Printed(growth, "number", growth_value, "%"), path(name), path(top, "比上年增长（%）"))
    return table


def name_list(random):
    """A list of texts: line numbers, offices, people, rooms, telephone numbers."""
    offices = random.sample(OFFICES, random.randrange(5, 10))
    table = Table("", 1 + len(offices), 5, label_columns=2, widths=[8, 20, 14, 14, 20])
    names = ["序号", "科室名称", "负责人", "办公地点", "联系电话"]
    for column, name in enumerate(names):
        table.add(0, column, name, "header")
    for row, office in enumerate(offices, start=1):
        table.add(row, 0, str(row), "line_number")
        table.add(row, 1, office, "label")
        person = random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(["", random.choice(GIVEN)])
        texts = [person, f"东楼{random.randrange(101, 620)}室", f"0517-8{random.randrange(1000000, 9999999)}"]
        for column, text in enumerate(texts, start=2):
            put(table, row, column, Printed(text, "text"), path(office), path(names[column]))
    return table


def traditional_bulletin(random):
    """A small table in traditional characters, for the encoding that carries those."""
    table = Table("", 6, 3, widths=[16, 16, 16], caption=["單位：件"])
    names = ["項目", "本月", "累計"]
    for column, name in enumerate(names):
        table.add(0, column, name, "header")
    for row, label in enumerate(["收文", "發文", "會議", "申請", "合計"], start=1):
        table.add(row, 0, label, "label")
        for column in (1, 2):
            count = str(random.randrange(1, 900))
            put(table, row, column, Printed(count, "number", count, "件"), label, names[column])
    return table


# kind -> (what the title says behind organ and year, makers of its tables)
DOCUMENTS = {
    "budget": ("部门预算公开", [("收支总表", two_sided_budget), ("支出预算表", coded_budget)]),
    "bulletin": ("国民经济和社会发展统计公报", [("主要农产品产量", bulletin)]),
    "name_list": ("内设机构及联系方式", [("内设机构一览表", name_list)]),
    "prose": ("工作总结", []),
    "traditional": ("統計月報", [("收發文統計表", traditional_bulletin)]),
}
