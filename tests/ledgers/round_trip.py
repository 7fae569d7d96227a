"""A new site's workbook, filled in by LibreOffice and by openpyxl, loads without a diagnostic and says what was typed.

    round_trip.py MINGBAI
"""

import datetime
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
from plan import Plan

HERE = pathlib.Path(__file__).resolve().parent
# Named after the folder that it gets.
OWN = HERE / "gong-yi-gang-wei.yaml"
KINDS = {"text", "number", "integer", "boolean", "choice", "ref", "amount", "quantity", "ratio", "measure", "place_code",
         "partial", "day", "list", "items"}


def run(*command, code=0):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != code:
        sys.exit(f"round_trip: {' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def headers(sheet):
    """Column (from 1) by the header's words, without its star, and with and without a unit in brackets."""
    found = {}
    for cell in sheet[1]:
        title = (cell.value or "").rstrip("*")
        found[title] = cell.column
        found.setdefault(re.sub(r"（[^（）]*）$", "", title), cell.column)
    return found


def new_site(mingbai, site, locale):
    """A new site, with a collection more, and the workbook made again for all of them."""
    run(mingbai, "init", "-q", "--locale", locale, site)
    # Every cell is filled in by itself: whether records contradict one another is for other tests.
    listed = run(mingbai, "check", "--list", "--locale", "en").split()
    families = ("catalogue/", "report/", "freshness/")
    between = ["commitment/hedge", "commitment/links", "commitment/overdue", "project/future", "project/same-or-distinct",
               "project/updates", *(word for word in listed if word.startswith(families))]
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nchecks: {" + ", ".join(f"{r}: off" for r in between) + "}\n", "utf-8")
    (shipped,) = site.glob("content/*.xlsx")
    before = shipped.read_bytes()
    run(mingbai, "schema", "-q", "--root", site, "--workbook", site / "again.xlsx")
    assert (site / "again.xlsx").read_bytes() == before, "`schema --workbook` differs from what `init` has written"
    added = site / "content" / OWN.stem
    added.mkdir()
    shutil.copy(OWN, added / "_collection.yaml")
    refused = run(mingbai, "schema", "--root", site, "--workbook", shipped, code=3)
    assert shipped.read_bytes() == before, refused
    shipped.unlink()
    run(mingbai, "schema", "-q", "--root", site, "--workbook", shipped)
    return shipped


def located(workbook, plan):
    """The plan's cells by place; every sheet and every column of the schemas has to be there."""
    found = {sheet.title: headers(sheet) for sheet in workbook}
    places = []
    for sheet, row, header, value in plan.cells:
        assert sheet in found, f"there is no sheet {sheet}"
        assert header in found[sheet], f"there is no column {header} in {sheet}: {list(found[sheet])}"
        places.append((sheet, row, found[sheet][header], value))
    return places


def look(workbook, plan):
    """The workbook as a clerk finds it."""
    first = workbook.worksheets[0]
    assert first.title.startswith("说明") and first.max_row > 10
    hidden = [s.title for s in workbook if s.sheet_state != "visible"]
    assert hidden == ["_选项"], hidden
    filled = {sheet for sheet, *_ in plan.cells}
    ledgers = {s.title for s in workbook} - {first.title, *hidden}
    assert filled == ledgers, f"sheets that no schema names: {ledgers - filled}"
    for name in ledgers:
        sheet = workbook[name]
        assert sheet.freeze_panes and sheet.auto_filter.ref, f"{name}: header not frozen or no filter"
        assert sheet.max_row == 1, f"{name}: there are rows already"
        for cell in sheet[1]:
            assert cell.comment and len(cell.comment.text) > 1, f"{name}: no note on {cell.value}"
        for rule in sheet.data_validations.dataValidation:
            assert rule.errorStyle == "warning" and "原文未写" in rule.error, f"{name}: {rule.sqref}"
    lists = [r for s in workbook for r in s.data_validations.dataValidation]
    assert any("_选项" in r.formula1 for r in lists) and any("_选项" not in r.formula1 for r in lists)


def typed(value):
    """A value as keys are typed."""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def same(plan, site, mingbai):
    """Checks a filled-in site, builds it, and holds its outputs to the plan."""
    report = json.loads(run(mingbai, "check", "--strict", "--format", "json", "-q", "--root", site))
    assert report["problems"] == [], f"{site}: {json.dumps(report, ensure_ascii=False, indent=1)}"
    run(mingbai, "build", "--strict", "-q", "--root", site, "--output", site / "out")
    listed = run(mingbai, "list", "--root", site)
    compared = 0
    for collection, records in plan.exports.items():
        (file,) = site.glob(f"out/{collection}/{collection}.json")
        data = json.loads(file.read_text(encoding="utf-8"))["records"]
        found = {record["id"]: record for record in data}
        assert sorted(found) == sorted(records), f"{collection}: {sorted(found)}"
        for own, record in records.items():
            assert f"/{collection}/{own}/" in listed, f"{own} is not listed"
            for column, value in record.items():
                got = found[own].get(column, "")
                assert got == value, f"{site.name}: {collection}/{own}#{column} is {got!r}, not {value!r}"
                compared += 1
            page = html.unescape((site / "out" / collection / own / "index.html").read_text(encoding="utf-8"))
            page = re.sub(r"<[^>]*>", "", page)
            for value in plan.pages[collection][own]:
                assert value in page, f"{collection}/{own}: {value!r} of a small record is not on its page"
                compared += 1
    return compared


def main():
    mingbai = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="mingbai-ledgers-") as name:
        work = pathlib.Path(name)
        office, other, english_book = (
            new_site(mingbai, work / site, locale)
            for site, locale in [("office", "zh-CN"), ("openpyxl", "zh-CN"), ("english", "en")]
        )
        assert office.name == "台账.xlsx" and office.read_bytes() == other.read_bytes(), "not the same bytes"

        chinese, english = Plan(work / "openpyxl", "zh-CN"), Plan(work / "english", "en")
        assert chinese.kinds == KINDS, f"no field is of these kinds: {KINDS - chinese.kinds}"

        empty = openpyxl.load_workbook(office)
        look(empty, chinese)
        cells = [(s, column - 1, row - 1, typed(v)) for s, row, column, v in located(empty, chinese)]
        jobs = work / "jobs.json"
        jobs.write_text(json.dumps([{"file": str(office), "cells": cells}]), encoding="utf-8")
        run("/usr/bin/python3", HERE / "office.py", work / "profile", jobs)
        with zipfile.ZipFile(office) as saved:
            assert b"LibreOffice" in saved.read("docProps/app.xml"), "this was not saved by LibreOffice"

        for plan, path in [(chinese, other), (english, english_book)]:
            workbook = openpyxl.load_workbook(path)
            look(workbook, plan)
            for sheet, row, column, value in located(workbook, plan):
                workbook[sheet].cell(row, column).value = value
            workbook.save(path)

        compared = [same(plan, work / site, mingbai)
                    for site, plan in [("office", chinese), ("openpyxl", chinese), ("english", english)]]
        print(f"{len(chinese.exports)} collections, {len(cells)} cells typed; "
              f"values held to the plan: LibreOffice {compared[0]}, openpyxl {compared[1]}, in English {compared[2]}")


main()
