"""Opens every downloaded workbook of a built site with openpyxl, and holds its first sheet to the CSV file beside it.

    python tests/ledgers/open_downloads.py DIR
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook


def same(cell, text):
    """Whether a cell of the workbook says what the CSV file says."""
    if cell is None:
        return text == ""
    if isinstance(cell, bool):
        return text == ("true" if cell else "false")
    if isinstance(cell, (int, float)):
        return Decimal(str(cell)) == Decimal(text)
    # An apostrophe keeps spreadsheet programs from taking a CSV cell for a formula; a workbook's cell is text anyway.
    return str(cell) in (text, text.removeprefix("'"))


def main():
    books = sorted(Path(sys.argv[1]).rglob("*.xlsx"))
    cells = 0
    for path in books:
        book = load_workbook(path)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            wanted = list(csv.reader(file))
        assert len(rows) == len(wanted), f"{path}: {len(rows)} rows in the workbook, {len(wanted)} in the CSV file"
        for line, (row, want) in enumerate(zip(rows[1:], wanted[1:], strict=True), start=2):
            row = list(row) + [None] * (len(want) - len(row))
            for cell, text in zip(row, want, strict=True):
                assert same(cell, text), f"{path}, row {line}: {cell!r} is not {text!r}"
                cells += 1
    assert len(books) >= 15 and cells > 1000, f"{len(books)} workbooks, {cells} cells"
    print(f"{len(books)} workbooks open, {cells} cells agree with their CSV files")


main()
