"""What a clerk might type into the ledgers of a new site: three records in every sheet, with every type of value, and
what the site must then say. The sheets are known from the site's schemas, not from the workbook."""

import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import core_yaml  # noqa: E402

UNKNOWNS = [
    ("原文未写", "not_stated"),
    ("待补充（财政所补）", "pending"),
    ("依法不公开", "withheld"),
    ("不适用", "not_applicable"),
]
# Keys of every record that a title in English could be mistaken for.
BUILT_IN = {"id", "title", "slug", "date", "published", "updated", "as_of", "summary", "keywords", "draft", "weight",
            "aliases", "taxonomies", "sources", "issuer", "account", "template", "toc", "sort", "paginate"}


def local(text, language):
    """A text of a schema in a language."""
    return text.get(language, next(iter(text.values()))) if isinstance(text, dict) else text


def kind(field):
    """What a field holds."""
    ours = field.get("mingbai") or {}
    constraints = field.get("constraints") or {}
    if field.get("type") == "array":
        return "items"
    if "categories" in field or "enum" in constraints:
        return "choice"
    if "ref" in ours:
        return "ref"
    if "value" in ours:
        return ours["value"]
    if field.get("type") == "date":
        return "partial" if ours.get("partial") in (True, "true", "是") else "day"
    return {"number": "number", "integer": "integer", "boolean": "boolean"}.get(field.get("type"), "text")


def choices(field, language):
    """(code, label) of each value of an enum."""
    listed = field.get("categories") or (field.get("constraints") or {}).get("enum")
    return [(c["value"], local(c.get("label", c["value"]), language)) if isinstance(c, dict) else (c, c) for c in listed]


def of_unit(unit, spellings):
    return [(typed, f"{said}{unit}") for typed, said in spellings]


def values(field, nth, language):
    """What may be typed, and what the data then says."""
    ours = field.get("mingbai") or {}
    unit = ours.get("unit")
    is_money = unit in ("元", "千元", "万元", "亿元")
    match kind(field):
        case "amount" | "quantity" if unit and is_money:
            return of_unit(unit, [(431.56, "431.56"), (f"约4000{unit}", "约4000"), ("不低于12", "不低于12")])
        case "amount":
            return [("6,400 万元", "6400万元"), ("约４０００万元", "约4000万元"), ("不低于431.56万元", "不低于431.56万元")]
        case "quantity" if unit:
            return of_unit(unit, [(736, "736"), (f"近30{unit}", "近30"), ("3000多", "3000多")])
        case "quantity":
            return [("736平方米", "736平方米"), ("近30万人次", "近30万人次"), ("3000多人", "3000多人")]
        case "ratio":
            return [("22%", "22%"), ("22%（2/9）", "22%（2/9）"), ("约35‰", "约35‰")]
        case "measure":
            return [("6400万元", "6400万元"), ("16万人次", "16万人次"), ("22%", "22%")]
        case "place_code":
            return [("441402101000", "441402101000"), ("441402101201", "441402101201"), ("４４１４０２１０１２０２", "441402101202")]
        case "partial":
            return [("2023-03", "2023-03"), ("2023年3月上旬", "2023-03-A"), ("2023年9月底前", "2023-09前(含)"), ("2023", "2023"), ("2023-03..2023-05", "2023-03..2023-05")]
        case "day":
            return [(datetime.date(2023, 4, 10), "2023-04-10"), (datetime.date(2023, 8, 31), "2023-08-31")]
        case "boolean":
            return [("是", "true"), ("否", "false")]
        case "number":
            return [(number(field, 431.56), None), (number(field, 12), None)]
        case "integer":
            return [(number(field, 12), None), (number(field, 7), None)]
        case "choice":
            return [(label, code) for code, label in choices(field, language)]
        case "ref":
            # Of several collections a record is named with its own; alone where no other has its id.
            targets = ours["ref"] if isinstance(ours["ref"], list) else [ours["ref"]]
            ids = [(target, f"{target}-{n}") for n, target in zip((nth, nth % 3 + 1), targets * 2)]
            if len(targets) == 1:
                return [(one, one) for _, one in ids]
            return [(f"{target}/{one}" if target == targets[0] else one, f"{target}/{one}") for target, one in ids]
        case _:
            return [(text(field, start, nth), None) for start in ("007", "3-5号楼，甲：乙", "2023.10")]


def number(field, wanted):
    """A number within the field's bounds."""
    constraints = field.get("constraints") or {}
    low, high = (constraints.get(k) for k in ("minimum", "maximum"))
    wanted = max(wanted, low) if low is not None else wanted
    return min(wanted, high) if high is not None else wanted


def text(field, start, nth):
    """A text of the length that the field wants, different in each record where it must be."""
    constraints = field.get("constraints") or {}
    made = f"{start}{nth}" if constraints.get("unique") else start
    made += "字" * (int(constraints.get("minLength", 0)) - len(made))
    return made[: int(constraints.get("maxLength", 1000))]


class Plan:
    """Cells to be typed, and what must come of them."""

    def __init__(self, site, language):
        self.language = language
        self.chinese = language == "zh-CN"
        self.cells = []  # sheet, row (from 1), header, value
        self.exports = {}  # collection → id → column → text
        self.pages = {}  # collection → id → texts on its page
        self.kinds = set()
        files = sorted(pathlib.Path(site, "content").glob("*/_collection.yaml"))
        for file in files:
            self.collection(file.parent.name, core_yaml.load(file.read_text(encoding="utf-8")))

    def type(self, sheet, row, header, value):
        self.cells.append((sheet, row, header, value))

    def header(self, field, fields):
        """The title; the name where only capitals tell the title from another field's name or title."""
        title = local(field.get("title", field["name"]), self.language)
        words = {local(f.get("title", ""), self.language).lower() for f in fields if f is not field}
        words |= {f["name"] for f in fields if f is not field} | BUILT_IN
        return field["name"] if title.lower() in words else title

    def collection(self, name, schema):
        title = local(schema.get("title", name), self.language)
        steps = machine(schema)
        for nth in (1, 2, 3):
            own, row = f"{name}-{nth}", nth + 1
            record = {"id": own}
            page = []
            said = {
                "编号" if self.chinese else "id": own,
                "标题" if self.chinese else "title": f"{title}{nth}",
                "来源" if self.chinese else "sources": "某镇2023年工作总结 ¶6；会议纪要 第3页",
                "截至" if self.chinese else "as_of": "2023-08",
            }
            record |= {"title": f"{title}{nth}", "as_of": "2023-08", "sources": "某镇2023年工作总结 ¶6; 会议纪要 第3页"}
            if nth == 3 and (schema.get("mingbai") or {}).get("title_from"):
                said.pop("标题" if self.chinese else "title")
                record.pop("title")
            for header, value in said.items():
                self.type(title, row, header, value)
            unknown = []
            for i, field in enumerate(schema["fields"]):
                header = self.header(field, schema["fields"])
                if kind(field) == "items":
                    sheet = f"{title}-{local(field['title'], self.language)}"
                    # Names of sheets have 31 characters at most.
                    sheet = sheet if len(sheet) <= 31 else f"{title}-{field['name']}"
                    sheet = sheet if len(sheet) <= 31 else f"{name}-{field['name']}"
                    page += self.items(sheet, own, field, nth)
                    continue
                if nth == 2:
                    word, code = UNKNOWNS[i % 4]
                    self.type(title, row, header, word)
                    unknown.append(f"{field['name']}: {code}")
                    continue
                required = (field.get("constraints") or {}).get("required") in (True, "true", "是")
                if nth == 3 and not required and i % 3 == 0:
                    continue
                record[field["name"]] = self.value(title, row, header, field, nth, i, steps)
            record["unknown"] = "; ".join(unknown)
            self.exports.setdefault(name, {})[own] = record
            self.pages.setdefault(name, {})[own] = page

    def value(self, sheet, row, header, field, nth, turn, steps):
        options = values(field, nth, self.language)
        self.kinds.add(kind(field))
        if field["name"] in steps:
            code = steps[field["name"]](nth)
            options = [o for o in options if o[1] == code]
            assert options, (field["name"], code)
        if field.get("type") == "list":
            self.kinds.add("list")
            typed, said = zip(*options[:2])
            self.type(sheet, row, header, "、".join(map(str, typed)))
            return "; ".join(str(t) if s is None else s for t, s in zip(typed, said))
        typed, said = options[(nth + turn) % len(options)]
        self.type(sheet, row, header, typed)
        return str(typed) if said is None else said

    def items(self, sheet, owner, field, nth):
        """One or two small records; what their texts and numbers are has to be on the record's page."""
        self.kinds.add("items")
        row = {1: [2, 3], 2: [4], 3: [5]}[nth]
        shown = []
        for line in row:
            self.type(sheet, line, "所属编号" if self.chinese else "owner_id", owner)
            for i, own in enumerate(field["mingbai"]["fields"]):
                header = self.header(own, field["mingbai"]["fields"])
                if nth == 2:
                    self.type(sheet, line, header, UNKNOWNS[i % 4][0])
                    continue
                said = self.value(sheet, line, header, own, nth, i + line, {})
                if kind(own) in ("text", "quantity", "amount", "ratio") and own.get("type") != "list" and self.chinese:
                    shown.append(said)
        return shown


def machine(schema):
    """For the fields of a state machine, which value a record is to have: the first step of a track, best evidence."""
    ours = (schema.get("mingbai") or {}).get("machine")
    if not ours:
        return {}
    tracks = ours.get("tracks") or {None: ours}
    names = list(tracks)
    fields = {f["name"]: f for f in schema["fields"]}
    out = {ours["state"]: lambda nth: tracks[names[nth % len(names)]]["steps"][0]}
    if "track" in ours:
        out[ours["track"]] = lambda nth: names[nth % len(names)]
    if "evidence" in ours:
        best = choices(fields[ours["evidence"]], "zh-CN")[-1][0]
        out[ours["evidence"]] = lambda _: best
    return out
