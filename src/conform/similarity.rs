//! Two folded labels -> how alike they are, in percent.

/// Shortest text that, found at the start or the end of a longer one, counts as the same label cut off.
const SHORTEST_PART: usize = 4;
/// How alike a label and its cut-off start or end are.
const PART: u32 = 75;

/// 100 for equal texts, 0 for texts that share nothing: one minus edits over length. A label of which a page break or a
/// torn cell left the start or the end is worth at least 75. What is no more alike than `floor` gives `floor` or less:
/// that it is not more is told sooner than how much it is.
pub(super) fn similarity(left: &[char], right: &[char], floor: u32) -> u32 {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if long.is_empty() {
        return 0;
    }
    let part = short.len() >= SHORTEST_PART && (long.starts_with(short) || long.ends_with(short));
    // With one edit more than this the percentage, rounded up, is not above the floor.
    let most = (100 - floor.min(100) as usize) * long.len() / 100;
    let edits = distance(short, long, most).unwrap_or(most + 1);
    let alike = 100 - 100 * edits.min(long.len()) / long.len();
    let alike = u32::try_from(alike).unwrap_or(0);
    if part { alike.max(PART) } else { alike }
}

/// The most that `similarity` can find, by the lengths alone.
pub(super) fn most_alike(left: &[char], right: &[char]) -> u32 {
    let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
    if long == 0 {
        return 0;
    }
    let alike = u32::try_from(100 - 100 * (long - short) / long).unwrap_or(100);
    if short >= SHORTEST_PART { alike.max(PART) } else { alike }
}

/// Levenshtein distance; `None` if it is more than `most`. Labels are folded to at most some 120 letters, so the product
/// stays small.
fn distance(short: &[char], long: &[char], most: usize) -> Option<usize> {
    let shared = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[shared..], &long[shared..]);
    let shared = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[..short.len() - shared], &long[..long.len() - shared]);
    if long.len() - short.len() > most {
        return None;
    }
    if short.is_empty() {
        return Some(long.len());
    }
    let mut few = [0; 64];
    let mut many = Vec::new();
    let row = match few.get_mut(..=short.len()) {
        Some(row) => row,
        None => {
            many.resize(short.len() + 1, 0);
            many.as_mut_slice()
        }
    };
    row.iter_mut().enumerate().for_each(|(place, edits)| *edits = place);
    for (place, letter) in long.iter().enumerate() {
        let mut diagonal = place;
        row[0] = place + 1;
        let mut left = row[0];
        let mut fewest = left;
        for (other, edits) in short.iter().zip(&mut row[1..]) {
            let replace = diagonal + usize::from(letter != other);
            diagonal = *edits;
            left = replace.min(diagonal + 1).min(left + 1);
            *edits = left;
            fewest = fewest.min(left);
        }
        if fewest > most {
            return None;
        }
    }
    Some(row[short.len()]).filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(left: &str, right: &str) -> u32 {
        similarity(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>(), 0)
    }

    #[test]
    fn slips_stay_near_and_other_labels_stay_far() {
        assert_eq!(alike("重复申请", "重复申请"), 100);
        assert!(alike("其他法律行政止公开", "其他法律行政法规禁止公开") >= 75);
        assert_eq!(alike("要求行政机关确认", "要求行政机关确认或重新出具已获取信息"), 75);
        assert!(alike("行政许可", "行政处罚") <= 50);
        assert!(alike("其他", "其他处理") <= 50);
        assert_eq!(alike("", ""), 0);
    }

    proptest! {
        #[test]
        fn a_floor_changes_nothing_above_it(left in "[甲乙丙丁]{0,12}", right in "[甲乙丙丁]{0,12}", floor in 0u32..=100) {
            let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
            let exact = similarity(&left, &right, 0);
            let found = similarity(&left, &right, floor);
            let agrees = if exact > floor { found == exact } else { found <= floor };
            prop_assert!(agrees);
            prop_assert!(exact <= most_alike(&left, &right));
        }
    }
}
