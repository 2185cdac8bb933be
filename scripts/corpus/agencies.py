"""Agencies of many kinds over real divisions: what they print as their name, and what the datasets must say of them."""

import functools
import pathlib
import re
from dataclasses import dataclass

DIVISIONS_FILE = pathlib.Path(__file__).with_name("divisions.tsv")
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
CENTRAL = ["国家知识产权局", "财政部", "教育部", "商务部", "水利部", "交通运输部", "国家统计局", "海关总署", "国家税务总局", "中国气象局",
           "国家能源局", "国家外汇管理局", "国家药品监督管理局", "国家林业和草原局", "生态环境部", "国家市场监督管理总局"]
PROVINCE_DEPARTMENTS = ["财政厅", "教育厅", "自然资源厅", "交通运输厅", "水利厅", "生态环境厅", "民政厅", "公安厅", "知识产权局", "统计局",
                        "市场监督管理局", "卫生健康委员会", "发展和改革委员会", "审计厅", "体育局", "药品监督管理局", "科学技术厅"]
DEPARTMENTS = ["财政局", "教育局", "自然资源局", "交通运输局", "水利局", "民政局", "公安局", "知识产权局", "统计局", "市场监督管理局",
               "卫生健康委员会", "发展和改革委员会", "审计局", "体育局", "农业农村局", "住房和城乡建设局", "人力资源和社会保障局", "司法局",
               "应急管理局", "医疗保障局", "文化和旅游局", "城市管理局", "退役军人事务局", "科学技术局", "工业和信息化局", "商务局",
               "行政审批局", "气象局", "地方金融监督管理局", "信访局"]
ZONES = ["经济技术开发区管理委员会", "高新技术产业开发区管理委员会", "综合保税区管理委员会", "临港经济开发区管理委员会"]
STEMS = ["中山", "解放", "建设", "人民", "文化", "光明", "红旗", "胜利", "友谊", "团结", "迎宾", "滨河", "东风", "北关", "南关", "东关",
         "西关", "幸福", "青年", "朝晖", "望江", "石桥", "双塔", "清泉", "柳林", "大桥", "三里", "龙泉", "白马", "凤凰", "梧桐", "湖滨",
         "古城", "玉泉", "花园", "新村", "文昌", "金山", "银河", "长堤"]
PEOPLES = ("蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|"
           "景颇族|羌族|柯尔克孜|蒙古")


@dataclass(frozen=True)
class Division:
    """One division as it is today, with its former code and name where it was renamed or raised."""

    code: str
    province: str
    city: str
    county: str
    shared: bool
    former_code: str
    former_name: str
    changed: int

    @property
    def level(self):
        """province, city or county."""
        return "county" if self.county else "city" if self.city else "province"

    def in_year(self, year):
        """(code, name of the lowest level) valid in a year."""
        name = self.county or self.city or self.province
        if self.former_code and year and year < self.changed:
            return self.former_code, self.former_name
        return self.code, name

    def full_name(self, year):
        """The full name from the province down, as it was in that year."""
        upper = [self.province, self.city, self.county]
        upper = [part for part in upper if part][:-1]
        return "".join(upper) + self.in_year(year)[1]


def load_divisions():
    """All divisions of the table beside this file, by code."""
    divisions = []
    for line in DIVISIONS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "code")):
            continue
        code, province, city, county, shared, former_code, former_name, changed = line.split("\t")
        divisions.append(Division(code, province, city, county, shared == "S", former_code, former_name, int(changed or 0)))
    return divisions


DIVISIONS = load_divisions()


@dataclass(frozen=True)
class Agency:
    """An organ: its division (None for central organs) and its kind."""

    division: Division | None
    kind: str

    def size(self, random):
        """A mean of requests a year that suits the organ's level."""
        if self.division is None:
            return random.choice([60, 200, 700])
        scale = {"province": 60, "city": 20, "county": 5}[self.division.level]
        if self.kind.startswith("人民政府"):
            scale *= 8
        return scale * random.choice([0, 0.2, 1, 1, 3, 6])


@functools.cache
def all_agencies():
    """Every agency that the generator knows, in a fixed order."""
    agencies = [Agency(None, name) for name in CENTRAL]
    for division in DIVISIONS:
        name = division.county or division.city or division.province
        if name.endswith(("地区", "盟")):
            kinds = ["行政公署"] + DEPARTMENTS
        elif division.level == "province" and name not in MUNICIPALITIES:
            kinds = ["人民政府", "人民政府办公厅"] + PROVINCE_DEPARTMENTS
        elif division.level == "county":
            kinds = ["人民政府", "人民政府办公室"] + DEPARTMENTS
            kinds += [stem + "街道办事处" for stem in STEMS[:20]] + [stem + "镇人民政府" for stem in STEMS[20:]]
        else:
            kinds = ["人民政府", "人民政府办公厅"] + DEPARTMENTS + ZONES
        agencies += [Agency(division, kind) for kind in kinds]
    return agencies


def name_styles(agency, year):
    """The ways an agency may print its name: {style: printed name}; `bare` is shared with other divisions."""
    division = agency.division
    if division is None:
        return {"full": agency.kind}
    name = division.in_year(year)[1]
    if division.level == "province":
        return {"full": name + agency.kind}
    styles = {"full": division.full_name(year) + agency.kind}
    if division.level == "city":
        styles["short"] = name + agency.kind
        brief = re.sub(f"(({PEOPLES})+)自治州$", "州", name)
        if brief != name and len(brief) > 1:
            styles["brief"] = brief + agency.kind
        return styles
    if division.city:
        styles["city"] = division.city + name + agency.kind
        if not division.shared:
            styles["province"] = division.province + name + agency.kind
    styles["bare" if division.shared else "short"] = name + agency.kind
    return styles


def identity(agency, printed_name, style, year, context):
    """The identity that documents.csv must have. `context`: folders or text tell which division a bare name means.
    Without a year nothing says which of its names a renamed division bore: the region then stays undefined."""
    record = {"agency": printed_name, "agency_kind": agency.kind, "year": str(year) if year else ""}
    if agency.division is None:
        record.update(region="全国", region_code="100000", agency_id="100000-" + agency.kind)
    elif style == "bare" and not context:
        record.update(region="", region_code="")
    elif not year and agency.division.former_code:
        record["agency_id"] = f"{agency.division.code}-{agency.kind}"
    else:
        code = agency.division.in_year(year)[0]
        record.update(region=agency.division.full_name(year), region_code=code,
                      agency_id=f"{agency.division.code}-{agency.kind}")
    return record

