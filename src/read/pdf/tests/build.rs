//! Content and objects -> the bytes of a PDF, for tests.

use crate::model::{Code, Document, Rule};
use crate::read::read;

/// A PDF of one page, 600 points by 800 unless it says otherwise.
pub(in crate::read::pdf) struct Sheet<'a> {
    /// More entries of the page's dictionary.
    pub(in crate::read::pdf) page: &'a str,
    /// More entries of its resources.
    pub(in crate::read::pdf) resources: &'a str,
    pub(in crate::read::pdf) content: &'a [u8],
    /// Bodies of further objects, numbered from 10.
    pub(in crate::read::pdf) objects: &'a [&'a str],
    /// More entries of the trailer.
    pub(in crate::read::pdf) trailer: &'a str,
}

impl Default for Sheet<'_> {
    fn default() -> Self {
        Self { page: "", resources: "", content: b"", objects: &[], trailer: "" }
    }
}

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

impl Sheet<'_> {
    /// The bytes of the file. Font `/F` is Helvetica.
    pub(in crate::read::pdf) fn bytes(&self) -> Vec<u8> {
        let media = if self.page.contains("/MediaBox") { "" } else { "/MediaBox [0 0 600 800]" };
        let (page, resources) = (self.page, self.resources);
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R {media} {page} /Resources << /Font << /F 5 0 R /G 10 0 R >> {resources} >> >>"
        );
        let mut content = format!("<< /Length {} >>\nstream\n", self.content.len()).into_bytes();
        content.extend([self.content, b"\nendstream"].concat());
        let fixed = [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            dictionary.into_bytes(),
            content,
            HELVETICA.as_bytes().to_vec(),
        ];
        let numbered =
            (1..).zip(fixed).chain((10..).zip(self.objects.iter().map(|body| body.as_bytes().to_vec())));
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
        for (number, body) in numbered {
            table += &format!("{number} 1\n{:010} 00000 n \n", bytes.len());
            bytes.extend([format!("{number} 0 obj\n").as_bytes(), &body, b"\nendobj\n"].concat());
        }
        let start = bytes.len();
        let trailer = self.trailer;
        bytes.extend(
            format!("{table}trailer\n<< /Size 40 /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n")
                .bytes(),
        );
        bytes
    }

    pub(in crate::read::pdf) fn read(&self) -> Document {
        read(&self.bytes())
    }
}

/// Reads a page with this content.
pub(in crate::read::pdf) fn content(content: &str) -> Document {
    Sheet { content: content.as_bytes(), ..Sheet::default() }.read()
}

/// The glyphs of the first page, in drawing order.
pub(in crate::read::pdf) fn glyphs(document: &Document) -> String {
    document.drawn[0].glyphs.iter().map(|glyph| &*glyph.text).collect()
}

/// The rules of the first page as (horizontal, at, from, to), in whole points.
pub(in crate::read::pdf) fn rules(document: &Document) -> Vec<(bool, i32, i32, i32)> {
    let whole = |rule: &Rule| {
        (rule.horizontal, rule.at.round() as i32, rule.from.round() as i32, rule.to.round() as i32)
    };
    document.drawn[0].rules.iter().map(whole).collect()
}

pub(in crate::read::pdf) fn codes(document: &Document) -> Vec<Code> {
    document.problems.iter().map(|problem| problem.code).collect()
}

pub(in crate::read::pdf) fn texts(document: &Document) -> Vec<&str> {
    document.lines.iter().map(|line| line.text.as_str()).collect()
}
