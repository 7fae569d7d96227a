"""Fills in workbooks with LibreOffice, as if typed, and has it save them. Runs under the Python that knows `uno`:

    office.py PROFILE JOBS.json      JOBS: [{"file": …, "cells": [[sheet, column, row, text], …]}, …], counted from 0
"""

import json
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    sys.exit("office.py: LibreOffice does not answer")


def setting(name, value):
    return PropertyValue(Name=name, Value=value)


def main():
    profile, jobs = sys.argv[1:]
    pipe = f"mingbai-{pathlib.Path(profile).name}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        desktop = connect(pipe)
        for job in json.loads(pathlib.Path(jobs).read_text(encoding="utf-8")):
            url = pathlib.Path(job["file"]).as_uri()
            book = desktop.loadComponentFromURL(url, "_blank", 0, (setting("Hidden", True),))
            for sheet, column, row, text in job["cells"]:
                # As if typed: a cell that is no text would make a date or a number of it.
                book.Sheets.getByName(sheet).getCellByPosition(column, row).FormulaLocal = text
            book.storeToURL(url, (setting("FilterName", "Calc MS Excel 2007 XML"), setting("Overwrite", True)))
            book.close(True)
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()


main()
