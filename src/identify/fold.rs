//! Printed line -> the line on a common footing: widths folded, spaces inside Chinese text gone, Markdown marks off.

/// Full-width letters and digits become ASCII, spaces go unless they part two words of ASCII, unseen characters go.
/// Chinese punctuation stays as printed. Heading, quote and bold marks of Markdown are taken off.
pub fn fold(line: &str) -> String {
    let body =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '>' | '*' | '\u{FEFF}'));
    let mut out = String::with_capacity(body.len());
    let mut space = false;
    for character in body.chars() {
        if character.is_whitespace() {
            space = true;
            continue;
        }
        let Some(character) = narrow(character) else { continue };
        let parts_words = space && character.is_ascii_alphanumeric();
        if parts_words && out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        space = false;
        out.push(character);
    }
    let kept = out.trim_end_matches(['#', '*']).len();
    out.truncate(kept);
    if out.contains("**") { out.replace("**", "") } else { out }
}

/// The narrow form of a full-width letter or digit; nothing for a character that is not seen.
fn narrow(character: char) -> Option<char> {
    match character {
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => None,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(character) - 0xFEE0),
        other => Some(other),
    }
}

/// The character's value as a digit in a year written out (`二〇二一`); the circle comes in several shapes.
pub fn chinese_digit(character: char) -> Option<u32> {
    match character {
        '〇' | '○' | '◯' | '零' | 'Ｏ' | 'O' | 'o' | '０' | '0' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '贰' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// True for lines that head a numbered part: `一、`, `（二）`, `3.`, `2、`, `第一章`.
pub fn is_numbered(folded: &str) -> bool {
    let opened = folded.strip_prefix(['（', '(']);
    let body = opened.or_else(|| folded.strip_prefix('第')).unwrap_or(folded);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '一'..='鿿' if is_numeral(c));
    let rest = body.trim_start_matches(number);
    let digits = body.len() - rest.len();
    if digits == 0 {
        return false;
    }
    if opened.is_some() {
        return digits <= 9 && rest.starts_with(['）', ')']) && rest.chars().count() > 1;
    }
    if folded.starts_with('第') {
        return rest.starts_with(['章', '节', '部', '条', '页']);
    }
    digits <= 9 && rest.starts_with(['、', '.', '．', ')', '）'])
}

fn is_numeral(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// True for marks of a page: `— 3 —`, `- 3 -`, `第3页共6页`, `3/6`.
pub fn is_page_mark(line: &str) -> bool {
    let mut digits = false;
    for character in line.chars() {
        digits |= character.is_ascii_digit();
        let of_a_mark = character.is_ascii_digit()
            || is_numeral(character)
            || character.is_whitespace()
            || "-—–－―·/第页共,，~".contains(character);
        if !of_a_mark {
            return false;
        }
    }
    let visible = || line.chars().filter(|c| !c.is_whitespace());
    let short = line.contains('页') || !digits || visible().nth(9).is_none();
    short && !(visible().count() == 4 && visible().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_widths_go() {
        assert_eq!(fold("　　２０２０ 年政府 信息公开"), "2020年政府信息公开");
        assert_eq!(fold("# **北京市知识产权局** 2022 年"), "北京市知识产权局2022年");
        assert_eq!(fold("Annual Report 2020"), "Annual Report 2020");
    }

    #[test]
    fn numbered_heads() {
        for line in
            ["一、总体情况", "（二）加强", "(三)加强", "2、主动公开", "1.属于", "第一章总则", "十二、其他"]
        {
            assert!(is_numbered(line), "{line}");
        }
        for line in ["2022年报告", "（2021年度）", "一是需进一步", "二〇二一年报告", "第一中学2020年报告"]
        {
            assert!(!is_numbered(line), "{line}");
        }
    }

    #[test]
    fn page_marks() {
        for line in ["—3—", "-3-", "第3页共6页", "3/6", "12", "----"] {
            assert!(is_page_mark(line), "{line}");
        }
        for line in ["2021", "2021年", "第一页说明", "统计公报"] {
            assert!(!is_page_mark(line), "{line}");
        }
    }
}
