//! Which folders lie on drives that do not tell us what other machines write.
#![expect(clippy::disallowed_methods, reason = "the system's table of drives; nothing read here reaches an output")]

use std::fs;
use std::path::{Path, PathBuf};

/// Kinds of drives, as Linux names them, whose files may change behind the back of this machine: network drives,
/// folders shared between a virtual machine and its host (Windows' drives under WSL among them), and FUSE.
const SHARED: [&str; 28] = [
    "9p", "acfs", "afp", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse", "gfs", "gfs2", "gpfs",
    "lustre", "ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs",
    "vmhgfs", "wekafs",
];

/// The kind of the shared drive on which one of these folders lies, links followed; `None` if none does, or nobody
/// knows.
pub(super) fn shared(folders: &[PathBuf]) -> Option<String> {
    let table = fs::read_to_string("/proc/self/mountinfo").ok()?;
    folders
        .iter()
        .filter_map(|f| fs::canonicalize(f).ok())
        .find_map(|real| kind(&table, &real).filter(|k| is_shared(k)))
}

/// The kind of the drive that holds a path.
fn kind(table: &str, path: &Path) -> Option<String> {
    let mut best: Option<(PathBuf, &str)> = None;
    for line in table.lines() {
        let Some((front, back)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (front.split(' ').nth(4), back.split(' ').next()) else { continue };
        let point = PathBuf::from(unescaped(point));
        // Of two drives at one place the later one hides the other.
        if path.starts_with(&point) && best.as_ref().is_none_or(|(p, _)| point.starts_with(p)) {
            best = Some((point, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

fn is_shared(kind: &str) -> bool {
    // A disk of this machine that is read through FUSE (NTFS, exFAT) is written through it too.
    kind != "fuseblk" && (kind.starts_with("fuse.") || SHARED.contains(&kind))
}

/// A space is written `\040` in that table.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..3).filter(|_| *first == b'\\').and_then(|d| std::str::from_utf8(d).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[3..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_shared, kind};

    const TABLE: &str = "\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:30 / /home/share rw,relatime shared:2 master:1 - nfs4 server:/share rw,vers=4.2
31 27 0:31 / /media/my\\040disk rw - fuse.sshfs me@server: rw
32 30 8:1 / /home/share/local rw - ext4 /dev/sda1 rw
33 27 0:33 / /mnt/c rw,noatime - 9p drvfs rw,dirsync
34 27 8:2 / /over rw - ext4 /dev/sda2 rw
35 34 0:35 / /over rw - cifs //server/over rw
36 27 8:3 / /media/stick rw - fuseblk /dev/sdb1 rw
";

    #[test]
    fn the_drive_of_a_folder_is_found() {
        for (path, wanted, polled) in [
            ("/home/me/site", "ext4", false),
            ("/home/share/site", "nfs4", true),
            ("/home/shared", "ext4", false),
            ("/home/share/local/site", "ext4", false),
            ("/media/my disk/site", "fuse.sshfs", true),
            ("/mnt/c/Users/me", "9p", true),
            ("/over/site", "cifs", true),
            ("/media/stick/site", "fuseblk", false),
        ] {
            let found = kind(TABLE, Path::new(path)).expect("a drive");
            assert_eq!((found.as_str(), is_shared(&found)), (wanted, polled), "{path}");
        }
    }
}
