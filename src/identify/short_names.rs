//! A division -> the customary shorter forms of its name.

use super::divisions::{Division, NameKind};

/// Nationalities as they stand in the names of autonomous divisions, longest first where one ends another.
const NATIONALITIES: &[&str] = &[
    "柯尔克孜",
    "哈萨克",
    "蒙古族",
    "蒙古",
    "藏族",
    "回族",
    "羌族",
    "彝族",
    "白族",
    "傣族",
    "苗族",
    "侗族",
    "壮族",
    "瑶族",
    "畲族",
    "黎族",
    "满族",
    "土族",
    "怒族",
    "水族",
    "佤族",
    "京族",
    "景颇族",
    "傈僳族",
    "哈尼族",
    "布依族",
    "土家族",
    "朝鲜族",
    "纳西族",
    "拉祜族",
    "布朗族",
    "仡佬族",
    "毛南族",
    "仫佬族",
    "裕固族",
    "东乡族",
    "撒拉族",
    "保安族",
    "普米族",
    "独龙族",
    "塔吉克",
    "锡伯",
    "达斡尔族",
    "各族",
];

/// Autonomous regions are called by a name of their own.
const REGIONS: &[(&str, &str)] = &[
    ("内蒙古自治区", "内蒙古"),
    ("广西壮族自治区", "广西"),
    ("西藏自治区", "西藏"),
    ("宁夏回族自治区", "宁夏"),
    ("新疆维吾尔自治区", "新疆"),
];

/// Divisions that ended before reports were published have no short names: they would only make others ambiguous.
const REPORTS_BEGIN: i32 = 2008;

/// Hands each shorter form to `add`. Counties and districts have none: `洪泽` alone could be a lake.
pub fn of(division: &Division, mut add: impl FnMut(String, NameKind)) {
    if division.until < REPORTS_BEGIN {
        return;
    }
    let name = division.name;
    if let Some((_, short)) = REGIONS.iter().find(|(full, _)| *full == name) {
        add((*short).to_owned(), NameKind::Short);
    } else if let Some(stem) = name.strip_suffix("自治州") {
        let stem = without_nationalities(stem);
        add(format!("{stem}州"), NameKind::Full);
        add(stem.to_owned(), NameKind::Short);
    } else if let Some(stem) = name.strip_suffix("自治县") {
        add(format!("{}县", without_nationalities(stem)), NameKind::Full);
    } else {
        let stem = name.strip_suffix("地区").or_else(|| name.strip_suffix(['省', '市']));
        if let Some(stem) = stem.filter(|stem| stem.chars().count() >= 2) {
            add(stem.to_owned(), NameKind::Short);
        }
    }
}

fn without_nationalities(stem: &str) -> &str {
    let mut rest = stem;
    while let Some(shorter) = NATIONALITIES.iter().find_map(|nation| rest.strip_suffix(nation)) {
        if shorter.chars().count() < 2 {
            break;
        }
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autonomous_names() {
        assert_eq!(without_nationalities("恩施土家族苗族"), "恩施");
        assert_eq!(without_nationalities("伊犁哈萨克"), "伊犁");
        assert_eq!(without_nationalities("海西蒙古族藏族"), "海西");
    }
}
