"""What `mingbai check` writes for machines: JSON by our schema, SARIF by that of its standard, annotations that point at
the right lines, and nothing else on either stream.

    reports.py MINGBAI REPOSITORY SARIF_SCHEMA
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

from jsonschema import Draft7Validator, Draft202012Validator

FILES = {
    "site.yaml": "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\n"
    "waivers:\n  - {rule: content/raw-html, reason: 原文如此, by: 党政办, until: 2023-12, path: content/引文.md}\n",
    "content/_index.md": "---\ntitle: 首页\n---\n\n[甲](/nowhere/)，100%: 一,二\n",
    "content/引文.md": "---\ntitle: 引文\n---\n\n<b>甲</b>\n",
    "content/错.md": "---\ntitle: 错\npubished: 1\n---\n\n正文里 <i>有</i> 标记。\n",
    "content/projects/_collection.yaml": "title: 项目\nfields: [{name: money, title: 钱, type: string, mingbai: {value: amount}}]\n",
    "content/projects/all.csv": "编号,标题,钱\na,甲,很多\n",
    "content/projects/b.yaml": "- {id: b, title: 乙, money: 3万元, as_of: 2023, sources: [总结]}\n",
}

# Rule, file, and what stands at the place that it names.
POINTS = [
    ("content/unknown-key", "content/错.md", "pubished"),
    ("content/raw-html", "content/错.md", "<i>"),
    ("content/raw-html", "content/错.md", "</i>"),
    ("link/internal", "content/_index.md", "[甲](/nowhere/)"),
]


def run(mingbai, root, *arguments):
    done = subprocess.run(
        [mingbai, "check", "--root", root, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done
    assert done.stderr == "", f"{arguments}: machines are told nothing beside: {done.stderr}"
    return done.stdout


def main():
    mingbai, repository, sarif_schema = map(pathlib.Path, sys.argv[1:])
    ours = json.loads((repository / "docs/check.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(ours)
    ours = Draft202012Validator(ours)
    theirs = json.loads(sarif_schema.read_text("utf-8"))
    Draft7Validator.check_schema(theirs)
    theirs = Draft7Validator(theirs, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert not theirs.is_valid({"version": "2.1.0"}), "the schema asks for runs"

    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        for path, text in FILES.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, "utf-8")
        for root in (site, repository):
            for locale in ("zh-CN", "en"):
                words = ("--locale", locale, "--format")
                report = json.loads(run(mingbai, root, *words, "json"))
                ours.validate(report)
                log = json.loads(run(mingbai, root, *words, "sarif"))
                theirs.validate(log)
                results = log["runs"][0]["results"]
                told = len(report["problems"]) + len(report.get("waived", []))
                assert len(results) == told, "both tell the same"
                rules = log["runs"][0]["tool"]["driver"]["rules"]
                assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
                lines = run(mingbai, root, *words, "github").splitlines()
                assert len(lines) == len(report["problems"])

        report = json.loads(run(mingbai, site, "--format", "json"))
        assert [w["rule"] for w in report["waived"]] == ["content/raw-html"] * 2 and report["waived"][0]["until"] == "2023-12"
        assert [u["rule"] for u in report["cannot_be_checked"]] == ["freshness/home"], "no page says when it was published"
        suppressed = [r for r in results_of(mingbai, site) if "suppressions" in r]
        assert len(suppressed) == 2 and all(s["status"] == "accepted" for r in suppressed for s in r["suppressions"])
        points(mingbai, site)
        listed = json.loads(run(mingbai, site, "--list", "--all", "--format", "json"))
        assert len(listed["rules"]) > 100 and listed["planned"], "every rule is listed, and what has none"
    print("reports: JSON, SARIF and annotations are sound")


def results_of(mingbai, site):
    return json.loads(run(mingbai, site, "--format", "sarif"))["runs"][0]["results"]


def points(mingbai, site):
    """SARIF regions and annotations hold exactly what is wrong."""
    regions = []
    for result in results_of(mingbai, site):
        physical = result["locations"][0]["physicalLocation"]
        path = urllib.parse.unquote(physical["artifactLocation"]["uri"])
        file = site / path.removeprefix(str(site).lstrip("/") if not path.startswith("/") else str(site)).lstrip("/")
        region = physical.get("region", {})
        if "suppressions" not in result and "startColumn" in region:
            line = file.read_text("utf-8").splitlines()[region["startLine"] - 1]
            regions.append((result["ruleId"], str(file.relative_to(site)), line[region["startColumn"] - 1 : region["endColumn"] - 1]))
    annotations = []
    for line in run(mingbai, site, "--format", "github").splitlines():
        found = re.fullmatch(r"::(?:error|warning|notice) (.*?)::(.*)", line)
        assert found, line
        assert "\r" not in line, line
        properties = dict(part.split("=", 1) for part in found[1].split(","))
        file = pathlib.Path(properties["file"].replace("%2C", ",").replace("%3A", ":").replace("%25", "%"))
        if "endColumn" in properties:
            text = file.read_text("utf-8").splitlines()[int(properties["line"]) - 1]
            text = text[int(properties["col"]) - 1 : int(properties["endColumn"]) - 1]
            annotations.append((properties["title"], str(file.relative_to(site)), text))
        elif properties["title"] == "data/amount":
            assert found[2].rstrip().count("[C2]") == 1 and properties["line"] == "2", line
    for point in POINTS:
        assert point in regions, f"SARIF: {point} among {regions}"
        assert point in annotations, f"annotations: {point} among {annotations}"


if __name__ == "__main__":
    main()
