//! Printed name of an organ -> its division and its kind (`淮安市洪泽区财政局`: 洪泽区, 财政局).

use std::sync::LazyLock;

use super::central;
use super::chain::{Chain, chain};
use super::divisions::RowId;
use super::words::{Words, words};

/// What an organ's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Divisions that its region can be; empty for central organs and where none is printed.
    pub rows: Vec<RowId>,
    /// The organ without its region.
    pub kind: String,
    /// True for organs of the whole country.
    pub central: bool,
}

impl Organ {
    /// True if the name says where the organ is.
    pub fn is_placed(&self) -> bool {
        self.central || !self.rows.is_empty()
    }
}

/// Endings that an organ's name can have.
static ENDINGS: LazyLock<Words> = words!(
    "政府 局 厅 委 委员会 办公室 办公厅 办事处 管委会 办 处 院 署 中心 站 所 队 会 社 行 公司 集团 馆 校 学 幼儿园 海关 街道"
    "镇 乡 苏木 台 部 兵团 师 团 场 园区 开发区 新区 管理区 度假区 示范区 合作区 保税区 高新区 司 室 库 组 基地 军分区 厂 园"
);

/// Endings that make an organ's name of what prints no division.
static SURE_ENDINGS: LazyLock<Words> = words!(
    "政府 局 厅 委员会 办公室 办公厅 办事处 管委会 法院 检察院 中心 联合会 支队 总队 大队 海关 医院 学院 大学 中学 小学"
    "图书馆 档案馆 博物馆"
);

/// Words that begin no organ's name, though what they begin may end like one.
static NO_BEGINNING: LazyLock<Words> = words!(
    "我 本 全 各 该 有关 相关 上级 按 根据 依据 关于 由 与 和 及 对 向 在 经 为 第 附 以 是 县级 省级 市级 区级 其他 年度 公开 部门"
    "工作 政府信息 领导 成立 一个 区县 县区 市县 县市 市区 省直 市直 区直 县直 直属 垂直 下属 所属 人民政府各 政府部门 省政府部门"
    "市政府部门 区政府部门 县政府部门 政府工作"
);

/// Words whose first character only looks like a rank.
static NO_RANK: LazyLock<Words> =
    words!("市场 市政 市容 市民 市委 县委 区委 省委 旗委 州委 区域 县域 省际 州际 区块 区划");

/// Endings of organs of a town or street.
static BELOW_COUNTY: LazyLock<Words> =
    words!("街道办事处 镇人民政府 乡人民政府 苏木人民政府 镇 乡 街道 居民委员会 村民委员会");

/// True if a text can be an organ's name as far as its characters and its ending go.
fn looks_like_organ(name: &str) -> bool {
    let mut count = 0;
    let mut open = 0_i32;
    for character in name.chars() {
        count += 1;
        match character {
            '（' | '(' => open += 1,
            '）' | ')' => open -= 1,
            '一'..='鿿' | '、' | '·' | '〇' => {}
            _ => return false,
        }
    }
    (2..=45).contains(&count) && open == 0 && ENDINGS.end(&without_brackets(name))
}

/// Reads an organ's name; nothing for what is none, or is a division alone.
pub fn organ(name: &str) -> Option<Organ> {
    if !looks_like_organ(name) {
        return None;
    }
    if let Some(office) = central::organ(name) {
        return Some(office);
    }
    let (party, own) = name.strip_prefix("中共").map_or(("", name), |own| ("中共", own));
    match chain(own) {
        Some(found) if found.end == own.len() => None,
        Some(found) => Some(Organ {
            kind: kind_of(party, &own[..found.end], &own[found.end..]),
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
    let sure = name.chars().nth(2).is_some()
        && SURE_ENDINGS.end(&without_brackets(name))
        && !NO_BEGINNING.begin(name);
    sure.then(|| Organ { rows: Vec::new(), kind: normal_kind(without_rank(name)), central: false })
}

/// `市财政局` -> `财政局`: a rank alone names no division.
fn without_rank(name: &str) -> &str {
    if NO_RANK.begin(name) {
        return name;
    }
    let rest =
        name.strip_prefix("自治").unwrap_or(name).strip_prefix(['省', '市', '县', '区', '州', '旗', '盟']);
    rest.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(name)
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
pub fn normal_kind(kind: &str) -> String {
    let bare = without_brackets(kind);
    // 海淀区人民政府上地街道办事处 is the street's office, whoever sends it.
    if let Some(office) = bare.strip_prefix("人民政府").filter(|rest| rest.ends_with("街道办事处")) {
        return office.to_owned();
    }
    if let Some(stem) = bare.strip_suffix("政府办") {
        return format!("{}人民政府办公室", stem.strip_suffix("人民").unwrap_or(stem));
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
    if bare.ends_with("街道") { format!("{bare}办事处") } else { bare }
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

/// The name without a bracket at its end that holds no second name (`（本级）`, `（部门）`).
pub fn without_remark(name: &str) -> &str {
    let Some(open) = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')'])) else { return name };
    let inner = name[open..].trim_matches(['（', '）', '(', ')']);
    if organ(inner).is_some() || open == 0 { name } else { &name[..open] }
}

/// True for organs of a town or street: their region is the county that they lie in.
pub fn is_below_county(kind: &str) -> bool {
    BELOW_COUNTY.end(kind)
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
            ("淮安市洪泽区政府办", 320_813, "人民政府办公室"),
            ("淮安市洪泽区人民政府办公室", 320_813, "人民政府办公室"),
            ("洪泽区高良涧街道办事处", 320_813, "高良涧街道办事处"),
            ("洪泽区高良涧街道", 320_813, "高良涧街道办事处"),
            ("北京市海淀区人民政府上地街道办事处", 110_108, "上地街道办事处"),
            ("淮安市洪泽区老子山镇人民政府", 320_813, "老子山镇人民政府"),
            ("淮安市洪泽区老子山镇政府", 320_813, "老子山镇人民政府"),
            ("淮安经济技术开发区管理委员会", 320_800, "经济技术开发区管理委员会"),
            ("昆山经济技术开发区管委会", 320_583, "经济技术开发区管理委员会"),
            ("苏州工业园区管理委员会", 320_500, "工业园区管理委员会"),
            ("合肥高新技术产业开发区管理委员会", 340_100, "高新技术产业开发区管理委员会"),
            ("中共淮安市委办公室", 320_800, "中共市委办公室"),
            ("北京市知识产权局（北京市版权局）", 110_000, "知识产权局"),
            ("重庆市市场监督管理局", 500_000, "市场监督管理局"),
            ("上海市公安局浦东分局", 310_000, "公安局浦东分局"),
            ("仙桃市人民政府", 429_004, "人民政府"),
            ("广西壮族自治区教育厅", 450_000, "教育厅"),
            ("内蒙古教育厅", 150_000, "教育厅"),
            ("恭城县人民政府", 450_332, "人民政府"),
            ("大理州人民政府", 532_900, "人民政府"),
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
            ("北京大学", "北京大学"),
        ] {
            assert_eq!(read(name), (Vec::new(), kind.to_owned()), "{name}");
        }
        for name in
            ["洪泽区", "我局", "年度报告", "北京市", "各部门", "2020年", "本级政府", "北京市知识产权局）"]
        {
            assert_eq!(organ(name), None, "{name}");
        }
    }

    #[test]
    fn remarks_go() {
        assert_eq!(without_remark("淮安市财政局（本级）"), "淮安市财政局");
        assert_eq!(without_remark("北京市知识产权局（北京市版权局）"), "北京市知识产权局（北京市版权局）");
    }
}
