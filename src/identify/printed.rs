//! First and last lines -> organs printed outside of the title: beside it, in an issuing line, in the opening, signed at the end.

use std::sync::LazyLock;

use super::fold::{chinese_digit, fold, is_numbered};
use super::head::Shown;
use super::organ::{organ, without_brackets};
use super::title::Title;
use super::words::{Words, words};
use super::year;

/// Labels of lines that name who issued a paper.
static ISSUERS: LazyLock<Words> = words!(
    "发布机构 发布单位 发布部门 发布机关 发文机关 发文单位 编制单位 编制机关 编报单位 公开单位 公开机构 公开主体 公开机关 制作单位"
    "填报单位 报告单位 报送单位 责任单位 责任部门 单位名称 部门名称 主办单位 编制部门 所属机构 所属单位 发布主体 撰写单位 信息来源"
    "文章来源 来源 信息提供"
);

/// Labels that can stand behind an issuer on one line.
static NEXT_LABELS: LazyLock<Words> = words!(
    "发布日期 发布时间 发文日期 成文日期 公开日期 生成日期 索引号 文号 发文字号 名称 标题 主题 分类 信息分类 来源 时间 日期 编制日期 报送日期"
    "填报日期 填报时间 浏览 字体 有效性 公开方式 体裁 单位负责人 填表人"
);

/// Words before an organ's name in the opening of a report.
static BEFORE: LazyLock<Words> =
    words!("由 现将 现公布 特公布 公布 现发布 编制了 编制 要求， 规定， 精神， 报告是");

/// Words behind it.
static BEHIND: LazyLock<Words> = words!(
    "根据 依据 按照 严格 认真 编制 组织 撰写 负责 政府信息公开 现将 结合 特编制 现公布 特公布 发布 编写 起草 汇总 向社会 对 ， 。 （以下"
    "(以下 制作 汇编 （简称"
);

/// Opening paragraphs that are searched, and how many characters of each.
const PARAGRAPHS: usize = 4;
const OPENING: usize = 240;

/// Organs on lines of their own above and below the title, nearest first, as far as no running text comes between.
pub fn beside_title(lines: &[Shown], title: &Title) -> Vec<String> {
    let (start, end) = title.lines;
    let near = |line: &&Shown| !line.is_prose();
    let above = lines[..start].iter().rev().take(4).take_while(near);
    let below = lines.iter().skip(end).take(3).take_while(near);
    above.chain(below).flat_map(organs_of_line).collect()
}

/// Organs that a line of nothing else holds: one, or several that spaces part; a bracketed name, a seal and a date may follow.
pub fn organs_of_line(line: &Shown) -> Vec<String> {
    if line.is_prose() || is_numbered(line.text()) {
        return Vec::new();
    }
    if line.raw.contains(char::is_whitespace) {
        let words: Vec<String> =
            line.raw.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        if words.len() > 1 && words.iter().all(|word| is_placed(word)) {
            return words;
        }
    }
    let bare = without_seal_and_date(line.text());
    if is_placed(bare) { vec![bare.to_owned()] } else { Vec::new() }
}

fn is_placed(name: &str) -> bool {
    name.chars().nth(40).is_none() && organ(name).is_some_and(|read| read.is_placed())
}

/// `洪泽区财政局（盖章）2021年1月20日` -> `洪泽区财政局`.
fn without_seal_and_date(text: &str) -> &str {
    let mut rest = text.trim_matches(['（', '）', '(', ')', '《', '》', '-', '—']);
    if let Some(place) = year::places(rest).last()
        && *place > 0
        && rest[*place..]
            .chars()
            .all(|c| "年月日度.-/十".contains(c) || c.is_ascii_digit() || chinese_digit(c).is_some())
    {
        rest = &rest[..*place];
    }
    for seal in ["（盖章）", "(盖章)", "（公章）", "(公章)", "（章）", "（印章）"] {
        rest = rest.strip_suffix(seal).unwrap_or(rest);
    }
    rest
}

/// Organs behind labels such as `发布机构：`.
pub fn issuers<'a>(lines: impl Iterator<Item = &'a Shown<'a>>) -> Vec<String> {
    let short = lines.filter(|line| line.text().len() < 600);
    short.flat_map(|line| issuers_of(line.text())).collect()
}

fn issuers_of(text: &str) -> Vec<String> {
    let colons = text.match_indices(['：', ':', '】', ']']);
    colons.filter_map(|(place, colon)| behind_label(&text[..place], &text[place + colon.len()..])).collect()
}

/// The organ at the beginning of `rest`, if `head` ends with a label.
fn behind_label(head: &str, rest: &str) -> Option<String> {
    let seals = ["（盖章）", "(盖章)", "（公章）", "(公章)"];
    let head = seals.iter().find_map(|seal| head.strip_suffix(seal)).unwrap_or(head);
    if !ISSUERS.end(head) {
        return None;
    }
    let mark = |c: char| c.is_ascii() && !"()".contains(c) || "，；|：【。".contains(c);
    // Spaces are gone: the next label on the line ends the name.
    let ended = |&(place, c): &(usize, char)| mark(c) || (place > 0 && NEXT_LABELS.begin(&rest[place..]));
    let end = rest.char_indices().find(ended).map_or(rest.len(), |(place, _)| place);
    organ(&rest[..end]).map(|_| rest[..end].to_owned())
}

/// The organ that speaks in the opening: `淮安市洪泽区人民政府根据…`, `本报告由…编制`.
pub fn opening(lines: &[Shown]) -> Vec<String> {
    let prose = lines.iter().filter(|line| line.is_prose()).take(PARAGRAPHS);
    prose.flat_map(|line| speakers(line.text())).collect()
}

fn speakers(text: &str) -> Vec<String> {
    let end = text.char_indices().nth(OPENING).map_or(text.len(), |(place, _)| place);
    let text = &text[..end];
    let mut places = vec![0];
    places.extend(BEFORE.places_behind(text));
    places.sort_unstable();
    places.into_iter().filter_map(|place| speaker(&text[place..])).collect()
}

fn speaker(text: &str) -> Option<String> {
    let stops =
        text.char_indices().map(|(place, _)| place).take(42).find(|&place| BEHIND.begin(&text[place..]));
    let year = year::places(text.get(..stops.unwrap_or(text.len()))?).first().copied();
    let name = &text[..year.or(stops)?];
    is_placed(name).then(|| name.to_owned())
}

/// True if `long` prints more in front of the name `short`; second names in brackets do not count.
pub fn is_same(long: &str, short: &str) -> bool {
    long.len() > short.len()
        && (long.ends_with(short) || without_brackets(long).ends_with(&without_brackets(short)))
}
