//! Lists the files of the default theme and the collections, so that the program holds them all.
#![expect(clippy::disallowed_methods, reason = "a build script reads the sources that it embeds")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let repository = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    theme(&repository.join("themes/town"), &out)?;
    collections(&repository.join("content"), &out)
}

fn theme(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    walk(root, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string());
    }
    table.push_str("]\n");
    fs::write(out.join("theme.rs"), table)
}

/// The `_collection.yaml` of each folder of `content/`. Only these are watched: a page that is edited must not cost a
/// compilation.
fn collections(content: &Path, out: &Path) -> io::Result<()> {
    let mut folders: Vec<PathBuf> = fs::read_dir(content)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    folders.sort();
    let mut table = String::from("&[\n");
    for folder in folders {
        let file = folder.join("_collection.yaml");
        if let Some(name) = folder.file_name().filter(|_| file.is_file()) {
            println!("cargo::rerun-if-changed={}", file.display());
            let path = format!("content/{}/_collection.yaml", name.to_string_lossy());
            let _ = writeln!(table, "    ({path:?}, include_str!({:?})),", file.display().to_string());
        }
    }
    table.push_str("]\n");
    fs::write(out.join("collections.rs"), table)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            walk(&path, files)?;
        } else if !hidden {
            files.push(path);
        }
    }
    Ok(())
}
