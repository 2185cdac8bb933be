//! Sixty nights of a crawler's folder: after each, what the ledger saved work for is what a run without one writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use baobiao::pack::{self, Packs};
use baobiao::run::{self, RunError, RunOptions, Stop, Summary};
use baobiao::write::Compress;

use crate::REPORT;

const NIGHTS: u32 = 60;

/// What may differ: they tell of the run, not of the reports.
const OF_THE_RUN: [&str; 2] = ["run.json", "changes.csv"];

/// Numbers that look random, the same in every test.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// The folder that a crawler fills, the pack that a person edits, and the datasets.
struct World {
    folder: tempfile::TempDir,
    dice: Dice,
    /// Number of files made so far; each has a name of its own.
    made: usize,
    pack: (&'static str, &'static str),
    night: u32,
}

impl World {
    fn new() -> Self {
        let mut world =
            Self { folder: tempfile::tempdir().unwrap(), dice: Dice(7), made: 0, pack: ("", ""), night: 0 };
        for _ in 0..8 {
            world.add();
        }
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn files(&self) -> Vec<PathBuf> {
        let walk = walkdir::WalkDir::new(self.path("in")).sort_by_file_name();
        let files = walk.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.map(walkdir::DirEntry::into_path).collect()
    }

    fn any_file(&mut self) -> PathBuf {
        let files = self.files();
        files[self.dice.below(files.len())].clone()
    }

    fn new_place(&mut self) -> PathBuf {
        self.made += 1;
        let folder = ["江苏省/淮安市", "a b", "2021"][self.dice.below(3)];
        let path = self.path("in").join(folder).join(format!("{}.txt", self.made));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// A few agencies and years, so that reports meet in panels, over years and as versions of one.
    fn report(&mut self) -> String {
        let agency = ["淮安市洪泽区人民政府", "南京市鼓楼区人民政府", "淮安市教育局"][self.dice.below(3)];
        let year = 2020 + self.dice.below(3);
        let stock = 10 + self.dice.below(4);
        REPORT
            .replace("淮安市洪泽区人民政府2021年", &format!("{agency}{year}年"))
            .replace("2021年，我区", &format!("{year}年，我区"))
            .replace("3\t1\t12", &format!("3\t1\t{stock}"))
    }

    fn add(&mut self) {
        let (path, report) = (self.new_place(), self.report());
        fs::write(path, report).unwrap();
    }

    fn happen(&mut self) {
        match self.dice.below(9) {
            0 | 1 => self.add(),
            2 => {
                let (path, report) = (self.any_file(), self.report());
                fs::write(path, report).unwrap();
            }
            3 => {
                let (from, to) = (self.any_file(), self.new_place());
                fs::rename(from, to).unwrap();
            }
            4 if self.files().len() > 5 => fs::remove_file(self.any_file()).unwrap(),
            5 => {
                let (from, to) = (self.any_file(), self.new_place());
                fs::copy(from, to).unwrap();
            }
            6 => self.corrupt(),
            7 => self.edit_pack(),
            _ => {}
        }
    }

    fn corrupt(&mut self) {
        let path = self.any_file();
        let mut bytes = fs::read(&path).unwrap();
        match self.dice.below(4) {
            0 => bytes.clear(),
            1 => bytes.truncate(bytes.len() / 2),
            2 => bytes = b"<!DOCTYPE html><html><body>404 Not Found</body></html>".to_vec(),
            _ => bytes.iter_mut().step_by(9).for_each(|byte| *byte ^= 0x55),
        }
        fs::write(path, bytes).unwrap();
    }

    /// A wording that readers are told of, or one that only the codebook prints.
    fn edit_pack(&mut self) {
        let edits = [("行政许可", "行政许可事项"), ("Regulations", "Rules"), ("", "")];
        self.pack = edits[self.dice.below(3)];
    }

    fn packs(&self) -> Packs {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/ogi-annual-report");
        let mine = self.path("pack");
        for entry in walkdir::WalkDir::new(&built_in).into_iter().map(Result::unwrap) {
            let place = mine.join(entry.path().strip_prefix(&built_in).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).unwrap();
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = if self.pack.0.is_empty() { text } else { text.replace(self.pack.0, self.pack.1) };
            fs::write(place, text).unwrap();
        }
        let mut packs = Packs::default();
        packs.add(pack::load(&mine).unwrap());
        packs
    }

    fn options(&self, out: &str) -> RunOptions {
        let options = RunOptions::new(vec![self.path("in")], self.path(out), self.packs());
        // Now and then a person wants the datasets cut up, or packed.
        let compress = [Compress::None, Compress::Zstd, Compress::Gzip][(self.night / 10) as usize % 3];
        let partition_by_year = self.night % 10 > 4;
        RunOptions { jobs: 2, compress, partition_by_year, ..options }
    }

    fn run(&self, out: &str) -> Summary {
        run::run(&self.options(out), &()).unwrap()
    }

    /// A page of the ledger becomes nonsense.
    fn damage_ledger(&self, place: usize) {
        let path = self.path("out/.baobiao/ledger.sqlite");
        let mut bytes = fs::read(&path).unwrap();
        let start = bytes.len() * place / 8;
        let end = (start + 5000).min(bytes.len());
        bytes[start..end].fill(0xA5);
        fs::write(path, bytes).unwrap();
    }
}

/// Every dataset of a folder.
fn datasets(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(out).min_depth(1).into_iter();
    let shown = walk.filter_entry(|entry| entry.file_name() != ".baobiao").map(Result::unwrap);
    let files = shown.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let name = entry.path().strip_prefix(out).unwrap().to_string_lossy().into_owned();
        (name, fs::read(entry.path()).unwrap())
    });
    // Packed or not.
    named.filter(|(name, _)| !OF_THE_RUN.iter().any(|own| name.starts_with(own))).collect()
}

#[track_caller]
fn assert_same(world: &World, night: u32) {
    let (kept, fresh) = (datasets(&world.path("out")), datasets(&world.path("fresh")));
    let names = |sets: &BTreeMap<String, Vec<u8>>| sets.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&fresh), "names, night {night}");
    for (name, bytes) in &kept {
        assert!(*bytes == fresh[name], "night {night}: {name} differs");
    }
    assert!(kept == datasets(&world.path("out/.baobiao/current/")), "night {night}: current differs");
}

#[test]
fn sixty_nights_give_what_fresh_runs_give() {
    let mut world = World::new();
    let mut saved = 0;
    for night in 0..NIGHTS {
        world.night = night;
        for _ in 0..world.dice.below(4) {
            world.happen();
        }
        match night % 20 {
            7 => interrupt(&world),
            13 => world.damage_ledger(1 + (night / 20) as usize * 3),
            _ => {}
        }
        saved += world.run("out").cached;
        let _ = fs::remove_dir_all(world.path("fresh"));
        assert_eq!(world.run("fresh").cached, 0);
        assert_same(&world, night);
    }
    assert!(saved > 200, "only {saved} documents were not read again");
}

/// A run that is asked to end publishes nothing.
fn interrupt(world: &World) {
    let before = datasets(&world.path("out"));
    let stop = Stop::default();
    stop.ask();
    let options = RunOptions { stop, ..world.options("out") };
    assert!(matches!(run::run(&options, &()), Err(RunError::Interrupted)));
    assert!(before == datasets(&world.path("out")));
}

#[test]
fn a_quiet_night_reads_nothing_and_changes_nothing() {
    let mut world = World::new();
    world.run("out");
    let summary = world.run("out");
    assert_eq!((summary.cached + summary.duplicates, summary.documents), (8, 8));
    let changes = fs::read_to_string(world.path("out/changes.csv")).unwrap();
    assert_eq!(changes.lines().count(), 1, "{changes}");
    // Another wording in the codebook needs no reading, a wording that readers are told of does.
    world.pack = ("Regulations", "Rules");
    assert!(world.run("out").cached > 0);
    world.pack = ("行政许可", "行政许可事项");
    assert_eq!(world.run("out").cached, 0);
    let options = RunOptions { fresh: true, ..world.options("out") };
    assert_eq!(run::run(&options, &()).unwrap().cached, 0);
}
