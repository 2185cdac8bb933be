//! Name that begins like a central organ's -> the organ of the whole country, or its office in a division.

use std::sync::LazyLock;

use super::chain::{Chain, chain};
use super::organ::{Organ, normal_kind, without_brackets};
use super::words::{Words, words};

/// Ministries and commissions whose names do not say that they are the country's.
static MINISTRIES: LazyLock<Words> = words!(
    "教育部 外交部 国防部 科学技术部 科技部 工业和信息化部 公安部 民政部 司法部 财政部 文化部 人力资源和社会保障部"
    "人力资源社会保障部 自然资源部 国土资源部 生态环境部 环境保护部 住房和城乡建设部 住房城乡建设部 交通运输部 水利部"
    "农业农村部 农业部 商务部 文化和旅游部 应急管理部 监察部 退役军人事务部 审计署 海关总署 卫生部 铁道部 新华通讯社"
);

/// Beginnings of central organs' names.
static BEGINNINGS: LazyLock<Words> = words!("中华人民共和国 国务院 国家 中国 全国 中央 最高人民");

/// Reads names of central organs and of their offices (`国家税务总局淮安市税务局`); nothing for other names.
pub fn organ(name: &str) -> Option<Organ> {
    let beginning = BEGINNINGS.iter().chain(MINISTRIES.iter()).find(|word| name.starts_with(word))?;
    if let Some(office) = local_office(name, beginning.len()) {
        return Some(office);
    }
    // 水利部黄河水利委员会 is the ministry's; 财政部门 begins with a ministry's name, but is none.
    let bare = without_brackets(name);
    let own = bare.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || !rest.starts_with('门'));
    let whole = BEGINNINGS.begin(name) || own;
    whole.then(|| Organ { rows: Vec::new(), kind: bare, central: true })
}

/// A division inside the name makes it a local office.
fn local_office(name: &str, from: usize) -> Option<Organ> {
    let places = name.char_indices().map(|(place, _)| place).filter(|&place| place >= from);
    for place in places {
        let head = &name[..place];
        let Some(found) = chain(&name[place..]).filter(|found| is_certain(head, &name[place..], found))
        else {
            continue;
        };
        let rest = &name[place + found.end..];
        if !rest.is_empty() {
            let kind = normal_kind(&format!("{head}{rest}"));
            return Some(Organ { rows: found.rows, kind, central: false });
        }
    }
    None
}

/// A division's short name counts only where the central organ's own name has ended; `新区` and `城区` are words of their own.
fn is_certain(head: &str, from: &str, found: &Chain) -> bool {
    let ended = head.ends_with(['局', '行', '会', '署', '部', '院', '司', '国', '社', '党', '驻', '（', '(']);
    ended || (!found.short && from[..found.end].chars().nth(2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identify::divisions::divisions;

    #[test]
    fn central_organs_and_their_offices() {
        for (name, code, kind) in [
            ("国家知识产权局", None, "国家知识产权局"),
            ("中国证券监督管理委员会", None, "中国证券监督管理委员会"),
            ("教育部", None, "教育部"),
            ("中华人民共和国教育部", None, "中华人民共和国教育部"),
            ("国务院办公厅", None, "国务院办公厅"),
            ("国家税务总局淮安市税务局", Some(320_800), "国家税务总局税务局"),
            ("国家税务总局北京市海淀区税务局", Some(110_108), "国家税务总局税务局"),
            ("国家统计局淮安调查队", Some(320_800), "国家统计局调查队"),
            ("国家粮食和物资储备局江苏局", Some(320_000), "国家粮食和物资储备局局"),
            ("中国人民银行淮安市中心支行", Some(320_800), "中国人民银行中心支行"),
            ("中国人民政治协商会议淮安市委员会", Some(320_800), "中国人民政治协商会议委员会"),
            ("中国证券监督管理委员会江苏监管局", Some(320_000), "中国证券监督管理委员会监管局"),
            ("中华人民共和国上海海关", Some(310_000), "中华人民共和国海关"),
            ("水利部黄河水利委员会", None, "水利部黄河水利委员会"),
        ] {
            let read = organ(name);
            let codes = read.as_ref().map(|read| read.rows.iter().map(|&row| divisions().get(row).code));
            match code {
                Some(code) => assert!(codes.is_some_and(|mut codes| codes.any(|c| c == code)), "{name}"),
                None => assert!(read.as_ref().is_none_or(|read| read.central), "{name}"),
            }
            assert_eq!(read.map(|read| read.kind).unwrap_or_default(), kind, "{name}");
        }
        assert_eq!(organ("财政部门"), None);
    }
}
