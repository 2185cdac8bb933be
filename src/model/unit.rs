//! Words of units -> known or not: `万元` is a unit, `其他` is none; and the unit that a header or a line above a table states.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Characters within which a unit stands.
const LONGEST: usize = 16;

/// Units of counting, money and measure, without the multiples that may stand before them. Sorted by bytes.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "%", "GB", "GW", "GWh", "L", "MB", "MVA", "MW", "MWh", "TB", "TEU", "cm", "dB", "g", "hm2", "hm²", "kV",
    "kVA", "kW", "kWh", "kW·h", "kg", "km", "km/h", "km2", "km²", "m", "m2", "m3", "mL", "mg", "mg/L",
    "mg/m3", "mg/m³", "ml", "mm", "m²", "m³", "t", "°C", "μg", "μg/m3", "μg/m³", "‰", "℃", "㎏",
    "㎜", "㎝", "㎞", "㎡", "㎥", "个", "个小时", "个工作日", "个月", "个百分点", "亩",
    "人", "人/千人", "人/平方公里", "人公里", "人天", "人年", "人日", "人次",
    "人民币元", "件", "件/万人", "件套", "件次", "份", "份次", "位", "例", "例次", "倍",
    "元", "元/㎡", "元/亩", "元/人", "元/人·年", "元/人·月", "元/人次", "元/件",
    "元/公斤", "元/公里", "元/公顷", "元/千克", "元/千瓦时", "元/升", "元/台", "元/吨",
    "元/天", "元/小时", "元/平方公里", "元/平方米", "元/平方米·月", "元/年", "元/度",
    "元/户", "元/斤", "元/月", "元/次", "元/立方米", "元/股", "元/辆", "元人民币",
    "兆伏安", "兆瓦", "克", "公斤", "公斤/亩", "公斤/公顷", "公里", "公里/小时", "公顷",
    "册", "册/人", "册次", "分", "分贝", "分钟", "列", "副", "包", "匹", "千伏", "千伏安",
    "千克", "千克/亩", "千克/公顷", "千焦", "千瓦", "千瓦时", "千瓦时/万元", "千米",
    "升", "卷", "卷次", "厘米", "双", "口", "只", "台", "台/百户", "台套", "台次", "吉瓦",
    "名", "吨", "吨/万元", "吨/亩", "吨/公顷", "吨公里", "吨标准煤", "吨标准煤/万元",
    "吨标煤", "吨标煤/万元", "吨煤", "周岁", "场", "场次", "块", "处", "天", "头", "套",
    "孔", "字", "学时", "宗", "家", "家次", "对", "小时", "尾", "岁", "工作日", "席", "幅",
    "幢", "平方公里", "平方千米", "平方厘米", "平方米", "平方米/人", "平米", "床",
    "床位", "度", "座", "延米", "张", "张/千人", "微克", "微克/立方米", "微米", "成", "户",
    "户次", "所", "批", "批次", "担", "摄氏度", "支", "斤", "新台币", "日元", "期", "本",
    "条", "条次", "枚", "架", "架次", "标准立方米", "标准箱", "标箱", "栋", "株", "根",
    "案", "桩", "桶", "棵", "次", "欧元", "段", "毫克", "毫克/升", "毫克/立方米", "毫升",
    "毫米", "海里", "港元", "港币", "澳元", "焦耳", "片", "版", "班", "班次", "瓦", "瓶",
    "百分点", "盏", "盒", "眼", "票", "种", "秒", "立方分米", "立方厘米", "立方米",
    "立方米/万元", "箱", "篇", "篇次", "米", "类", "线公里", "组", "美元", "羽", "航次",
    "艘", "英里", "英镑", "袋", "角", "课时", "起", "趟", "车公里", "车次", "轮次", "辆",
    "辆/百户", "辆次", "部", "里", "间", "集", "页", "项", "项次",
];

/// What multiplies the unit behind it (`万人次`, `亿立方米`).
const MULTIPLES: &[&str] =
    &["十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"];

/// Multiples that are printed without a unit (`12万`).
const BARE_MULTIPLES: &[&str] = &["万", "亿", "百万", "千万", "百亿", "千亿", "万亿"];

/// True for a known unit, with or without a multiple (`件`, `万元`, `亿立方米`, `%`, `元/平方米`). Blanks are not allowed.
pub fn is_unit(text: &str) -> bool {
    let text = text.strip_prefix("人民币").unwrap_or(text);
    is_plain_unit(text)
        || text.starts_with(['十', '百', '千', '万', '亿'])
            && (BARE_MULTIPLES.contains(&text)
                || MULTIPLES.iter().any(|multiple| text.strip_prefix(multiple).is_some_and(is_plain_unit)))
}

fn is_plain_unit(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| UNITS.iter().copied().collect());
    text == "％" || KNOWN.contains(text)
}

/// What a text says about units.
#[derive(Clone, Copy, PartialEq)]
enum Stated<'a> {
    Nothing,
    Unit(&'a str),
    Several,
}

impl<'a> Stated<'a> {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, said) | (said, Self::Nothing) => said,
            _ if self == other => self,
            _ => Self::Several,
        }
    }

    fn unit(self) -> Option<&'a str> {
        match self {
            Self::Unit("％") => Some("%"),
            Self::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}

/// The unit that a header or a line above a table states: behind `单位：`, alone in brackets, or as the only word.
/// `本年收费金额（单位：万元）`, `金额（万元）` and `单位：万元` all give `万元`; two units (`单位：人、%`) give none, nor does
/// `编制单位：某局`. A full-width `％` is returned as `%`.
pub fn unit_of(text: &str) -> Option<&str> {
    let labels = text.match_indices('单').filter_map(|(place, _)| behind_label(text.get(place..)?));
    let labelled = labels.map(first_unit).fold(Stated::Nothing, Stated::and);
    if labelled != Stated::Nothing {
        return labelled.unit();
    }
    let brackets = text.match_indices(is_opening).filter_map(|(place, _)| inside_bracket(text.get(place..)?));
    let bracketed = brackets.map(only_units).fold(Stated::Nothing, Stated::and);
    bracketed.and(only_units(text)).unit()
}

/// What stands behind `单位：` (`单 位:` too).
fn behind_label(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('单')?.trim_start().strip_prefix('位')?;
    let said = rest.trim_start();
    match said.strip_prefix(['：', ':']) {
        Some(said) => Some(said.trim_start()),
        None => (said.len() < rest.len()).then_some(said),
    }
}

/// What stands between the bracket that a text begins with and the next closing one.
fn inside_bracket(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(is_opening)?;
    let (end, _) = inside.char_indices().take(LONGEST).find(|(_, c)| is_closing(*c))?;
    inside.get(..end)
}

/// The unit that a text begins with; several, if another follows it.
fn first_unit(text: &str) -> Stated<'_> {
    let (word, rest) = split_word(text);
    if !is_unit(word) {
        return Stated::Nothing;
    }
    let (next, _) = split_word(rest.trim_start_matches(|c: char| is_comma(c) || c.is_whitespace()));
    if is_unit(next) { Stated::Several } else { Stated::Unit(without_currency(word)) }
}

/// The units that a text consists of; nothing, if it has another word.
fn only_units(text: &str) -> Stated<'_> {
    if text.len() > LONGEST * 4 {
        return Stated::Nothing;
    }
    let words = text.split(is_comma).map(str::trim);
    let mut stated = Stated::Nothing;
    for word in words {
        if !is_unit(word) {
            return Stated::Nothing;
        }
        stated = stated.and(Stated::Unit(without_currency(word)));
    }
    stated
}

/// The first word of a text, up to a blank, a comma or a bracket, and the rest.
fn split_word(text: &str) -> (&str, &str) {
    let ends =
        |c: char| c.is_whitespace() || is_comma(c) || is_opening(c) || is_closing(c) || c == '。' || c == '|';
    let place =
        text.char_indices().take(LONGEST).find(|(_, c)| ends(*c)).map_or(text.len(), |(place, _)| place);
    text.split_at_checked(place).unwrap_or((text, ""))
}

fn without_currency(unit: &str) -> &str {
    unit.strip_prefix("人民币").unwrap_or(unit)
}

fn is_comma(character: char) -> bool {
    matches!(character, '、' | '，' | ',' | '；' | ';')
}

fn is_opening(character: char) -> bool {
    matches!(character, '（' | '(' | '[' | '【' | '〔')
}

fn is_closing(character: char) -> bool {
    matches!(character, '）' | ')' | ']' | '】' | '〕')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_are_sorted() {
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn units_are_known_with_their_multiples() {
        for unit in [
            "件",
            "条",
            "次",
            "篇",
            "个",
            "人",
            "人次",
            "项",
            "元",
            "万元",
            "亿元",
            "千元",
            "百万元",
            "%",
            "％",
            "‰",
            "倍",
            "公里",
            "平方公里",
            "亩",
            "万亩",
            "吨",
            "万吨",
            "千米",
            "个百分点",
            "万人次",
            "亿立方米",
            "元/平方米",
            "m²",
            "㎡",
            "km2",
            "千瓦时",
            "亿千瓦时",
            "人民币万元",
            "万美元",
            "户次",
            "万",
            "亿",
            "吨标准煤/万元",
            "小时",
        ] {
            assert!(is_unit(unit), "{unit}");
        }
        for word in [
            "",
            "其他",
            "总计",
            "年",
            "月",
            "日",
            "号",
            "级",
            "人/次",
            "万万元",
            "本年",
            "十",
            "元整",
            "第",
            "人民币",
        ] {
            assert!(!is_unit(word), "{word}");
        }
    }

    #[test]
    fn headers_state_units() {
        for (text, unit) in [
            ("本年收费金额（单位：万元）", "万元"),
            ("单位：万元", "万元"),
            ("单位:件", "件"),
            ("单 位 ： 亿元", "亿元"),
            ("计量单位：人次", "人次"),
            ("编制单位：某市财政局    金额单位：人民币万元", "万元"),
            ("（单位：元/吨）", "元/吨"),
            ("金额（万元）", "万元"),
            ("增长(%)", "%"),
            ("比重（％）", "%"),
            ("收入（万元）其中：税收（万元）", "万元"),
            ("公开数（ 条 ）", "条"),
            ("万元", "万元"),
            ("单位：万元，截至2022年底", "万元"),
            ("单位：万元（人民币）", "万元"),
        ] {
            assert_eq!(unit_of(text), Some(unit), "{text}");
        }
        for text in [
            "单位",
            "计量单位",
            "单位：人、%",
            "单位：万元 %",
            "编制单位：某局",
            "金额（万元、%）",
            "信息内容",
            "（一）予以公开",
            "收入（万元）增长（%）",
            "其他（不含上年）",
            "",
            "单位名称：万元",
            "（）",
            "单",
            "单位：",
        ] {
            assert_eq!(unit_of(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_headers_take_linear_time() {
        for piece in ["(", "单位：", "单 ", "（万元）", "单位：万元、"] {
            unit_of(&piece.repeat(50_000));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "[单位：:（）()万元件%、 表]{0,30}") {
            if let Some(unit) = unit_of(&text) {
                prop_assert!(is_unit(unit));
            }
        }
    }
}
