//! Printed name of an organ -> its division and its kind (`淮安市洪泽区财政局`: 洪泽区, 财政局).

use super::chain::{Chain, chain};
use super::divisions::RowId;

/// What an organ's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Divisions that its region can be; empty for central organs and where none is printed.
    pub rows: Vec<RowId>,
    /// How many divisions the name prints, one inside the other.
    pub depth: usize,
    /// The organ without its region.
    pub kind: String,
    /// True for organs of the whole country.
    pub central: bool,
}

/// Endings that an organ's name can have.
const ENDINGS: &[&str] = &[
    "政府",
    "局",
    "厅",
    "委",
    "委员会",
    "办公室",
    "办公厅",
    "办事处",
    "管委会",
    "办",
    "处",
    "院",
    "署",
    "中心",
    "站",
    "所",
    "队",
    "会",
    "社",
    "行",
    "公司",
    "集团",
    "馆",
    "校",
    "学",
    "学院",
    "幼儿园",
    "海关",
    "街道",
    "镇",
    "乡",
    "苏木",
    "台",
    "部",
    "兵团",
    "师",
    "团",
    "场",
    "园区",
    "开发区",
    "新区",
    "管理区",
    "度假区",
    "示范区",
    "合作区",
    "保税区",
    "高新区",
    "司",
    "室",
    "库",
    "组",
    "基地",
    "军分区",
    "厂",
    "馆",
    "专员办",
    "纪委",
    "监委",
];

/// Endings that make an organ's name of what prints no division.
const SURE_ENDINGS: &[&str] = &[
    "政府",
    "局",
    "厅",
    "委员会",
    "办公室",
    "办公厅",
    "办事处",
    "管委会",
    "法院",
    "检察院",
    "中心",
    "联合会",
    "支队",
    "总队",
    "大队",
    "海关",
    "医院",
    "学院",
    "大学",
    "中学",
    "小学",
    "行政学院",
    "图书馆",
    "档案馆",
];

/// Words that begin no organ's name, though what they begin may end like one.
const NO_BEGINNING: &[&str] = &[
    "我",
    "本",
    "全",
    "各",
    "该",
    "有关",
    "相关",
    "上级",
    "按",
    "根据",
    "依据",
    "关于",
    "由",
    "与",
    "和",
    "及",
    "对",
    "向",
    "在",
    "经",
    "为",
    "第",
    "附",
    "以",
    "是",
    "县级",
    "省级",
    "市级",
    "区级",
    "其他",
    "年度",
    "公开",
    "部门",
    "工作",
    "政府信息",
    "领导",
    "成立",
    "一个",
    "权局",
];

/// Ministries and commissions whose names do not say that they are the country's.
const MINISTRIES: &[&str] = &[
    "教育部",
    "外交部",
    "国防部",
    "科学技术部",
    "科技部",
    "工业和信息化部",
    "公安部",
    "民政部",
    "司法部",
    "财政部",
    "文化部",
    "人力资源和社会保障部",
    "人力资源社会保障部",
    "自然资源部",
    "国土资源部",
    "生态环境部",
    "环境保护部",
    "住房和城乡建设部",
    "住房城乡建设部",
    "交通运输部",
    "水利部",
    "农业农村部",
    "农业部",
    "商务部",
    "文化和旅游部",
    "应急管理部",
    "监察部",
    "退役军人事务部",
    "审计署",
    "海关总署",
    "卫生部",
    "铁道部",
    "最高人民法院",
    "最高人民检察院",
    "新华通讯社",
];

/// Beginnings of central organs' names.
const CENTRAL: &[&str] = &["中华人民共和国", "国务院", "国家", "中国", "全国", "中央", "最高人民"];

/// True if a text can be an organ's name as far as its characters and its ending go.
pub fn looks_like_organ(name: &str) -> bool {
    let count = name.chars().count();
    let possible = |c: char| matches!(c, '一'..='鿿' | '（' | '）' | '(' | ')' | '、' | '·' | '〇');
    let bare = without_brackets(name);
    let count_of = |marks: [char; 2]| name.matches(marks).count();
    let balanced = count_of(['（', '(']) == count_of(['）', ')']);
    balanced
        && (2..=45).contains(&count)
        && name.chars().all(possible)
        && ENDINGS.iter().any(|end| bare.ends_with(end))
}

/// Reads an organ's name; nothing for what is none, or is a division alone.
pub fn organ(name: &str) -> Option<Organ> {
    if !looks_like_organ(name) {
        return None;
    }
    if let Some(office) = central(name) {
        return Some(office);
    }
    let (party, own) = name.strip_prefix("中共").map_or(("", name), |own| ("中共", own));
    match chain(own) {
        Some(found) if found.end == own.len() => None,
        Some(found) => Some(Organ {
            kind: kind_of(party, &own[..found.end], &own[found.end..]),
            depth: found.depth,
            rows: found.rows,
            central: false,
        }),
        None => without_division(name),
    }
}

/// The chain of a text that is the name of a division and nothing else.
pub fn division(name: &str) -> Option<Chain> {
    chain(name).filter(|found| found.end == name.len())
}

fn without_division(name: &str) -> Option<Organ> {
    let sure = name.chars().count() >= 3
        && SURE_ENDINGS.iter().any(|end| without_brackets(name).ends_with(end))
        && !NO_BEGINNING.iter().any(|word| name.starts_with(word));
    sure.then(|| Organ { rows: Vec::new(), depth: 0, kind: normal_kind(without_rank(name)), central: false })
}

/// `市财政局` -> `财政局`: a rank alone names no division.
fn without_rank(name: &str) -> &str {
    const WORDS: &[&str] = &[
        "市场", "市政", "市容", "市民", "区域", "县域", "省际", "州际", "市委", "县委", "区委", "省委",
        "旗委", "州委",
    ];
    if WORDS.iter().any(|word| name.starts_with(word)) && !name.starts_with("市市") {
        return name;
    }
    let rest = name.trim_start_matches("自治").strip_prefix(['省', '市', '县', '区', '州', '旗', '盟']);
    rest.filter(|rest| rest.chars().count() >= 2).unwrap_or(name)
}

fn kind_of(party: &str, division: &str, rest: &str) -> String {
    // 中共淮安市委: the rank belongs to both names.
    if rest.starts_with('委') && !rest.starts_with("委员会") {
        let rank = division.chars().next_back().map(String::from).unwrap_or_default();
        return normal_kind(&format!("{party}{rank}{rest}"));
    }
    normal_kind(&format!("{party}{rest}"))
}

/// Short forms of common kinds written out, and other names in brackets left out: the same organ over years.
fn normal_kind(kind: &str) -> String {
    let bare = without_brackets(kind);
    if let Some(stem) = bare.strip_suffix("政府办") {
        return format!("{}人民政府办公室", stem.trim_end_matches("人民"));
    }
    if let Some(rest) = bare.strip_prefix("政府") {
        return format!("人民政府{rest}");
    }
    if let Some(stem) = bare.strip_suffix("政府").filter(|stem| !stem.ends_with("人民")) {
        return format!("{stem}人民政府");
    }
    if let Some(stem) = bare.strip_suffix("管委会") {
        return format!("{stem}管理委员会");
    }
    if bare.ends_with("街道") {
        return format!("{bare}办事处");
    }
    bare
}

/// The text without what stands in round brackets.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    out
}

/// Central organs and their offices in a division (`国家税务总局淮安市税务局`).
fn central(name: &str) -> Option<Organ> {
    if MINISTRIES.contains(&without_brackets(name).as_str()) {
        return Some(central_organ(name));
    }
    let prefix = CENTRAL.iter().find(|prefix| name.starts_with(**prefix))?;
    Some(local_office(name, prefix.len()).unwrap_or_else(|| central_organ(name)))
}

fn central_organ(name: &str) -> Organ {
    Organ { rows: Vec::new(), depth: 0, kind: without_brackets(name), central: true }
}

/// A division inside the name, behind the central organ's own name, makes it a local office.
fn local_office(name: &str, from: usize) -> Option<Organ> {
    let places = name.char_indices().map(|(place, _)| place).filter(|&place| place >= from);
    for place in places {
        let head = &name[..place];
        let own = head.ends_with(['局', '行', '会', '署', '部', '院', '司', '国', '社', '驻']);
        let Some(found) = own.then(|| chain(&name[place..])).flatten() else { continue };
        let rest = &name[place + found.end..];
        if !rest.is_empty() {
            let kind = normal_kind(&format!("{head}{rest}"));
            return Some(Organ { rows: found.rows, depth: found.depth, kind, central: false });
        }
    }
    None
}

/// True for organs of a town or street: their region is the county that they lie in.
pub fn is_below_county(kind: &str) -> bool {
    [
        "街道办事处",
        "镇人民政府",
        "乡人民政府",
        "苏木人民政府",
        "镇",
        "乡",
        "街道",
        "社区居民委员会",
        "村民委员会",
    ]
    .iter()
    .any(|end| kind.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identify::divisions::divisions;

    fn read(name: &str) -> (Vec<u32>, String) {
        let organ = organ(name).unwrap_or_else(|| panic!("{name}"));
        let standing = organ.rows.iter().map(|&row| divisions().get(row)).filter(|row| row.stood_in(2024));
        let codes: Vec<u32> = standing.map(|row| row.code).collect();
        (if organ.central { vec![100_000] } else { codes }, organ.kind)
    }

    #[test]
    fn names() {
        for (name, code, kind) in [
            ("北京市知识产权局", 110_000, "知识产权局"),
            ("江苏省淮安市洪泽区人民政府", 320_813, "人民政府"),
            ("淮安市洪泽区政府", 320_813, "人民政府"),
            ("淮安市洪泽区人民政府办公室", 320_813, "人民政府办公室"),
            ("洪泽区高良涧街道办事处", 320_813, "高良涧街道办事处"),
            ("淮安市洪泽区老子山镇人民政府", 320_813, "老子山镇人民政府"),
            ("淮安经济技术开发区管理委员会", 320_800, "经济技术开发区管理委员会"),
            ("昆山经济技术开发区管委会", 320_583, "经济技术开发区管理委员会"),
            ("苏州工业园区管理委员会", 320_500, "工业园区管理委员会"),
            ("国家税务总局淮安市税务局", 320_800, "国家税务总局税务局"),
            ("国家统计局淮安调查队", 320_800, "国家统计局调查队"),
            ("中国人民银行淮安市中心支行", 320_800, "中国人民银行中心支行"),
            ("中华人民共和国上海海关", 310_000, "中华人民共和国海关"),
            ("国家知识产权局", 100_000, "国家知识产权局"),
            ("中国证券监督管理委员会", 100_000, "中国证券监督管理委员会"),
            ("教育部", 100_000, "教育部"),
            ("中华人民共和国教育部", 100_000, "中华人民共和国教育部"),
            ("中共淮安市委办公室", 320_800, "中共市委办公室"),
            ("北京市知识产权局（北京市版权局）", 110_000, "知识产权局"),
            ("重庆市市场监督管理局", 500_000, "市场监督管理局"),
            ("仙桃市人民政府", 429_004, "人民政府"),
            ("广西壮族自治区教育厅", 450_000, "教育厅"),
            ("内蒙古教育厅", 150_000, "教育厅"),
        ] {
            assert_eq!(read(name), (vec![code], kind.to_owned()), "{name}");
        }
    }

    #[test]
    fn names_without_a_division() {
        for (name, kind) in [
            ("知识产权局", "知识产权局"),
            ("市财政局", "财政局"),
            ("市场监督管理局", "市场监督管理局"),
            ("市市场监督管理局", "市场监督管理局"),
            ("区人民政府", "人民政府"),
            ("老子山镇人民政府", "老子山镇人民政府"),
        ] {
            assert_eq!(read(name), (Vec::new(), kind.to_owned()), "{name}");
        }
        for name in ["洪泽区", "我局", "年度报告", "北京市", "各部门", "2020年", "本级政府"]
        {
            assert_eq!(organ(name), None, "{name}");
        }
    }
}
