"""What `mingbai schema` writes, held to the town, to broken files, and to the parser itself, with an independent
validator (the Python package jsonschema).

    schemas.py MINGBAI REPOSITORY
"""

import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import core_yaml  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def run(*command, codes=(0,)):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in codes:
        sys.exit(f"schemas: {' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


class Schemas:
    """The schemas of a site."""

    def __init__(self, mingbai, site):
        printed = run(mingbai, "schema", "--root", site, "--stdout", "-q").stdout
        self.all = json.loads(printed)
        for path, schema in self.all.items():
            Draft202012Validator.check_schema(schema)
            assert schema["$schema"].endswith("2020-12/schema"), path

    def validator(self, name, part=None):
        schema = self.all[f"schema/{name}.json"]
        if part:
            schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
        return Draft202012Validator(schema)


def wrong(validator, value):
    """The first thing that is wrong, in words."""
    for error in validator.iter_errors(value):
        where = "/".join(map(str, error.absolute_path))
        return f"{where}: {error.message[:300]}"
    return None


def front_matter(text):
    match = re.match(r"\ufeff?---\r?\n(.*?)^---\s*$", text, re.S | re.M)
    return core_yaml.load(match[1]) if match else None


def the_town(schemas, site):
    """Every YAML file of the town, and every front matter, is good."""
    count = 0
    content = site / "content"
    collections = {f.parent.relative_to(content).as_posix() for f in content.rglob("_collection.yaml")}

    def check(validator, value, file):
        nonlocal count
        found = wrong(validator, value)
        assert found is None, f"{file.relative_to(site)}: {found}"
        count += 1

    check(schemas.validator("site"), core_yaml.load((site / "site.yaml").read_text("utf-8")), site / "site.yaml")
    for file in sorted(content.rglob("*")):
        folder = file.parent.relative_to(content).as_posix()
        if file.name == "_collection.yaml":
            check(schemas.validator("collection"), core_yaml.load(file.read_text("utf-8")), file)
        elif file.suffix in (".yaml", ".yml") and folder in collections:
            check(schemas.validator(f"collections/{folder}"), core_yaml.load(file.read_text("utf-8")), file)
        elif file.suffix == ".md":
            value = front_matter(file.read_text("utf-8"))
            if file.name.startswith("_index."):
                check(schemas.validator("section"), value, file)
            elif folder in collections:
                check(schemas.validator(f"collections/{folder}", "record"), value, file)
            else:
                check(schemas.validator("page"), value, file)
    assert count > 30, count
    return count


GOOD = """
- {编号: a, 标题: 甲, 做什么: 扫地, 名额: 3, 还在招: 是, 发布日: 2023-04-10, 岗位类别: 保洁, 月补贴: 约1500, 报名期限: 2023年9月底前,
   班次: [{时段: 上午, 人手: 3人}], 要求: [会骑车], 截至: 2023-08}
- {id: b, title: B, duty: 巡山, seats: "12", open: false, posted: 2023年4月10日, kind: 护林, until: 2023.3, village_code: 441402101201,
   wage: {value: 1500, unit: 元, q: 约, stage: budget}, next_to: a, others: a, sources: {document: 甲, locator: ¶6}}
- {id: c, title: C, duty: 原文未写, seats: {unknown: pending, due: 2023-12, post: 财政所}, 还在招: 待补充（财政所补）, posted: 不适用,
   kind: 依法不公开, hours:, 来源: 甲}
- {id: d, title: D, duty: 巡山, seats: 12, open: 否, posted: 2023-04-10, kind: 护林, budget: 6400万元（签约）, wage: 400 (budget), until: 2023年3-5月}
- {id: e, title: E, duty: 巡山, seats: 12, open: 否, posted: 2023-04-10, kind: 护林, budget: {value: 6400万元, stage: 签约}, until: 2023年度}
"""

BASE = "{id: a, title: 甲, duty: 扫地, seats: 3, open: 是, posted: 2023-04-10, kind: 保洁"
BROKEN = [
    # What is wrong with a record of the collection with all types of value.
    ("no id", "{title: 甲, duty: 扫地, seats: 3, open: 是, posted: 2023-04-10, kind: 保洁}"),
    ("no title", "{id: a, duty: 扫地, seats: 3, open: 是, posted: 2023-04-10, kind: 保洁}"),
    ("a required field is missing", "{id: a, title: 甲, seats: 3, open: 是, posted: 2023-04-10, kind: 保洁}"),
    ("a required field is empty", BASE.replace("duty: 扫地", "duty:") + "}"),
    ("an unknown key", BASE + ", 保洁员: 甲}"),
    ("a key with a typing error", BASE + ", 班此: []}"),
    ("Chinese and English name of one key", BASE + ", 做什么: 扫地}"),
    ("not in the enum", BASE.replace("kind: 保洁", "kind: 保安") + "}"),
    ("neither true nor false", BASE.replace("open: 是", "open: 也许") + "}"),
    ("no whole number", BASE.replace("seats: 3", "seats: 3.5") + "}"),
    ("more than the maximum", BASE.replace("seats: 3", "seats: 51") + "}"),
    ("no number", BASE.replace("seats: 3", "seats: 三个") + "}"),
    ("a date without its day", BASE.replace("2023-04-10", "2023-04") + "}"),
    ("no date", BASE.replace("2023-04-10", "上个月") + "}"),
    ("no deadline", BASE + ", until: 年底}"),
    ("前 without saying which", BASE + ", until: 2023年9月前}"),
    ("an amount without a unit", BASE + ", budget: 400}"),
    ("no amount", BASE + ", wage: 很多}"),
    ("an amount of a stage that is none", BASE + ", wage: 400元（想要）}"),
    ("an amount without a unit, as a map", BASE + ", budget: {value: 400}}"),
    ("an amount with an empty unit, as a map", BASE + ", budget: {value: 400, unit: ''}}"),
    ("a range without its end", BASE + ", until: 2023-03..}"),
    ("the end of a year", BASE + ", until: 2023年底}"),
    ("money in people", BASE + ", wage: 15人}"),
    ("a quantity of another unit", BASE + ", road: 3亩}"),
    ("an unknown unit", BASE + ", size: 3光年}"),
    ("percentage points are no ratio", BASE + ", share: 3百分点}"),
    ("eleven digits", BASE + ', village_code: "44140210120"}'),
    ("an unknown unknown", BASE + ", share: {unknown: nobody_knows}}"),
    ("an unknown with a wrong key", BASE + ", share: {unknown: pending, when: 2023}}"),
    ("a list where one value is wanted", BASE + ", share: [22%, 23%]}"),
    ("too long a text", BASE.replace("duty: 扫地", f"duty: {'字' * 41}") + "}"),
    ("a small record without what it must have", BASE + ", shifts: [{人手: 3人}]}"),
    ("a small record with an unknown key", BASE + ", shifts: [{时段: 上午, 人数: 3人}]}"),
    ("a small record that is a text", BASE + ", shifts: [上午]}"),
    ("a source without a document", BASE + ", 来源: [{locator: ¶6}]}"),
    ("a key of _index.md", BASE + ", 每页条数: 3}"),
    ("a list within a list", "- [{id: a}]"),
    ("a text", "甲"),
]
BROKEN_COLLECTIONS = [
    ("a type that is none", "fields: [{name: a, type: text}]"),
    ("no name", "fields: [{type: string}]"),
    ("a name in Chinese", "fields: [{name: 甲, type: string}]"),
    ("an unknown key", "feilds: []"),
    ("an unknown key of ours", "mingbai: {column: [a]}"),
    ("an unknown constraint", "fields: [{name: a, type: string, constraints: {pattern: x}}]"),
    ("an unknown kind of value", "fields: [{name: a, type: string, mingbai: {value: money}}]"),
    ("an unknown stage", "fields: [{name: a, type: string, mingbai: {value: amount, stage: 收到}}]"),
    ("another primary key", "primaryKey: name"),
    ("an order that is none", "mingbai: {sort: 日期}"),
    ("a cadence that is none", "mingbai: {cadence: daily}"),
    ("an unknown key of the machine", "mingbai: {machine: {states: []}}"),
    ("a category without its value", "fields: [{name: a, type: string, categories: [{label: 甲}]}]"),
    ("fields of small records that are wrong", "fields: [{name: a, type: array, mingbai: {fields: [{type: string}]}}]"),
]
BROKEN_SITES = [
    ("no title", "base_url: https://example.cn/"),
    ("an unknown key", "title: 甲\nbaseurl: https://example.cn/"),
    ("a rule that is none", "title: 甲\nchecks: {link/intern: off}"),
    ("a level that is none", "title: 甲\nchecks: {link/internal: fatal}"),
    ("a whole number that is none", "title: 甲\npaginate: 多"),
    ("a contact with an unknown key", "title: 甲\ncontact: {fax: 1}"),
    ("a language tag that is none", "title: {chinese: 甲}"),
]


def broken(schemas, own):
    """Good files pass, and each broken one fails."""
    records = schemas.validator(f"collections/{own}")
    found = wrong(records, core_yaml.load(GOOD))
    assert found is None, found
    for one in core_yaml.load(GOOD):
        assert wrong(records, one) is None, one
    for validator, cases in [(records, BROKEN), (schemas.validator("collection"), BROKEN_COLLECTIONS),
                             (schemas.validator("site"), BROKEN_SITES)]:
        for what, text in cases:
            value = core_yaml.load(text)
            assert wrong(validator, value) is not None, f"{what}: {text} passes"
            if isinstance(value, dict) and validator is records:
                assert wrong(validator, [value]) is not None, f"{what}, in a list: {text} passes"
    return len(BROKEN) + len(BROKEN_COLLECTIONS) + len(BROKEN_SITES)


# Pieces of texts, in the order in which a clerk writes them; at random one is left out, or one stands where it should not.
DATE = ["2023|２０２３| 2023", "年|-|/|.|", "3|03|12|13| 3|Q3|H1|第三季度|上半年|+1", "月|-|/|.|", "10|上旬|A|5|32|", "日|号||"]
WRITTEN = ["约|近|不低于|至少|共|达|", "|||多于|超", "6400|6,400|431.56|３０００|12|1.5|-3|0|22", "|||多|余", "|||千|万|亿"]
AFTER = "||||左右|以内|以上|多| "
PIECES = {
    "until": [*DATE, "||||至|..|～|到|-|份|度", "|||2023|5月|12日|2023-05|上旬", "||||前|前（含）|底前|底前（含）|以来|起|以前（不含）|前（未说明）|开始"],
    "posted": DATE,
    "wage": [*WRITTEN, "元|块钱|元人民币|||人", AFTER],
    "budget": [*WRITTEN, "元|元|块|人|", AFTER],
    "road": [*WRITTEN, "米|公里|km|ｋｍ|千米|亩||", AFTER],
    "size": [*WRITTEN, "人|人次|平方米|㎡|m2|％|个百分点|个|盏|光年|", AFTER],
    "share": [*WRITTEN, "%|%|％|‰|百分点", "|||（2/9）|(2/9)| (22/100)|（2）", "||||左右"],
    "result": [*WRITTEN, "%|元|人|人次|平方米|", "||||（2/9）", AFTER],
    "village_code": ["441402|44|４４１４０２|9", "101|１０１", "201|2 01|201|", " ||"],
    "hours": ["||-|+", "3|12|1|１|1,000", "|||.|．|,", "|5|50|000"],
    "seats": ["||+", "3|12|1|１|2", "|||.|．", "||0|00|5"],
    "open": ["是|否|true|false|True|yes|是|否", "|| |的"],
}
# As keys are typed, without quotes: to YAML they may be numbers.
PLAIN = ["2023", "2023.3", "2023.10", "2023-03", "2023-04-10", "20230410", "2023/4/10", "007", "3", "3.0", "3.5", "1e3", "0x10", "+3",
         "-3", ".5", "1,000", "22%", "441402101201", "true", "True", "yes", "no", "on", "是", "1500", "1_000", "null", "~", "0.1"]


def text(chance, slots):
    """A text of one piece from each slot, with a slip now and then."""
    pieces = [chance.choice(slot) for slot in slots]
    slip = chance.random()
    if slip < 0.12:
        pieces.pop(chance.randrange(len(pieces)))
    elif slip < 0.24:
        pieces.insert(chance.randint(0, len(pieces)), chance.choice(chance.choice(slots)))
    return "".join(pieces)


def the_parser(mingbai, site, schemas, own):
    """No schema refuses what the parser takes; and what the parser refuses, most schemas refuse too."""
    chance = random.Random(20230831)
    cases = []
    for field, slots in PIECES.items():
        made = {text(chance, [slot.split("|") for slot in slots]) for _ in range(250)}
        cases += [(field, json.dumps(text, ensure_ascii=False)) for text in sorted(made)]
        cases += [(field, text) for text in PLAIN]
    base = {"title": "甲", "duty": "扫地", "seats": "3", "open": "是", "posted": "2023-04-10", "kind": "保洁"}
    lines, values = [], []
    for number, (field, written) in enumerate(cases):
        record = {"id": f"r{number}"} | {k: v for k, v in base.items() if k != field}
        entries = [f"{key}: {value}" for key, value in record.items()] + [f"{field}: {written}"]
        lines.append("- {" + ", ".join(entries) + "}")
        values.append((field, written, core_yaml.load(lines[-1])[0]))
    folder = site / "content" / own
    refused = set()
    # Small files: places are looked for in a whole file, once for each record that is wrong.
    for start in range(0, len(lines), 10):
        (folder / f"cases-{start}.yaml").write_text("\n".join(lines[start:start + 10]) + "\n", encoding="utf-8")
    report = json.loads(run(mingbai, "check", "-q", "--format", "json", "--root", site, codes=(0, 1)).stdout)
    for problem in (p for p in report["problems"] if p["severity"] == "error"):
        start = int(re.search(r"cases-(\d+)", problem["file"])[1])
        refused.add(start + problem["line"] - 1)
    validator = schemas.validator(f"collections/{own}", "entry")
    stricter, both, looser = [], 0, {}
    for number, (field, written, value) in enumerate(values):
        found = wrong(validator, value)
        if number in refused:
            both += found is not None
            if found is None:
                looser.setdefault(field, []).append(written)
        elif found is not None:
            stricter.append(f"{field}: {written}: {found}")
    assert not stricter, "the parser takes what the schema refuses:\n" + "\n".join(stricter[:20])
    taken = len(values) - len(refused)
    assert min(taken, len(refused)) > 500, (taken, len(refused))
    share = both * 100 // len(refused)
    assert share >= LEAST_SHARE, f"{share} %; such as {[(f, l[:5]) for f, l in looser.items()]}"
    return taken, len(refused), share


# Of what the parser refuses, how much the schemas have to refuse too, in per cent. The rest are shares that their two
# numbers do not make and words of doubt that contradict each other: no pattern can see these.
LEAST_SHARE = 65


def files(mingbai, site):
    """What the command leaves on the disk, and what it never touches."""
    run(mingbai, "schema", "-q", "--root", site)
    settings = site / ".vscode" / "settings.json"
    mapped = json.loads(settings.read_text("utf-8"))["yaml.schemas"]
    for path in mapped:
        assert (site / path).is_file(), path
    mine = '{"editor.tabSize": 2}\n'
    settings.write_text(mine, encoding="utf-8")
    again = run(mingbai, "schema", "--root", site)
    assert settings.read_text("utf-8") == mine, "settings of the user were overwritten"
    assert "(0 changed)" in again.stderr or "0 个有变化" in again.stderr, again.stderr
    foreign = site / "schema" / "site.json"
    foreign.write_text("{}", encoding="utf-8")
    run(mingbai, "schema", "-q", "--root", site, codes=(3,))
    assert foreign.read_text("utf-8") == "{}", "a file that is not ours was overwritten"
    shutil.rmtree(site / "schema")


def main():
    mingbai, repository = (pathlib.Path(p).resolve() for p in sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="mingbai-editors-") as name:
        town, new = pathlib.Path(name, "town"), pathlib.Path(name, "new")
        town.mkdir()
        shutil.copytree(repository / "content", town / "content")
        shutil.copy(repository / "site.yaml", town / "site.yaml")
        count = the_town(Schemas(mingbai, town), town)
        files(mingbai, town)

        run(mingbai, "init", "-q", "--locale", "zh-CN", new)
        own = HERE.parent / "ledgers" / "gong-yi-gang-wei.yaml"
        (new / "content" / own.stem).mkdir()
        shutil.copy(own, new / "content" / own.stem / "_collection.yaml")
        schemas = Schemas(mingbai, new)
        failing = broken(schemas, own.stem)
        taken, refused, share = the_parser(mingbai, new, schemas, own.stem)
        print(f"{count} files of the town are good, {failing} broken ones fail; of {taken + refused} texts the parser takes "
              f"{taken}, and so do the schemas; of the {refused} that it refuses they refuse {share} %")


main()
