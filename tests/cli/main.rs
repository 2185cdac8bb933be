//! The real binary in a temporary folder: what is typed -> exit code, words, datasets.

#![allow(clippy::unwrap_used)]

mod bombs;
mod codebook;
mod corrections;
mod crawler;
mod inspect;
mod isolate;
mod nasty;
mod nights;
mod pdf;
mod run;
mod unattended;
mod unchanged;
mod words;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A report of the form of 2021 as a web page gives it: tabs between cells.
pub(crate) const REPORT: &str = "\
淮安市洪泽区人民政府2021年政府信息公开工作年度报告
一、总体情况
2021年，我区认真落实《中华人民共和国政府信息公开条例》，全年主动公开信息35条。
二、主动公开政府信息情况
第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t1,234\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t56\t\t
行政强制\t7\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t12.5\t\t
三、存在的主要问题及改进情况
公开的内容还不够全面，下一步将继续改进。
";

/// A folder of a test, gone when the test is over.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder `in` with two reports: one that is right, and a page of prose.
    pub(crate) fn with_reports() -> Self {
        let folder = Self::new();
        folder.write("in/洪泽区2021.txt", REPORT.as_bytes());
        folder.write("in/prose.txt", "今天天气很好，没有表格。\n我们去公园散步。\n".as_bytes());
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let bytes = fs::read(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        String::from_utf8(bytes).unwrap()
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    /// Rows of a dataset, the header first.
    pub(crate) fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.read(name);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// One column of a dataset.
    pub(crate) fn column(&self, name: &str, column: &str) -> Vec<String> {
        let rows = self.rows(name);
        let place = rows[0].iter().position(|name| name == column).unwrap();
        rows[1..].iter().map(|row| row[place].clone()).collect()
    }

    /// The program with these words, in this folder.
    pub(crate) fn command<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baobiao"));
        command.args(words).current_dir(self.path()).env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    pub(crate) fn run<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Said {
        Said::from(self.command(words).output().unwrap())
    }
}

/// What a process said, and its exit code.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Said {
    /// It ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\nstdout: {}\nstderr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// It failed with one clear line that holds these words.
    #[track_caller]
    pub(crate) fn failed(self, code: i32, words: &[&str]) -> Self {
        let said = self.ended(code);
        assert_eq!(said.err.trim_end().lines().count(), 1, "one line: {}", said.err);
        assert!(said.err.starts_with("error: "), "{}", said.err);
        for word in words {
            assert!(said.err.contains(word), "{word} is not in {}", said.err);
        }
        said
    }
}
