"""What somebody typed is text in every table that an editor takes away."""

import csv
import io

import openpyxl

from tests.attacks.hands import Hand, session_of
from tests.server import Server

NASTY = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1+1", "\u200b=1", "a;=1"]
PLANT = """
from wagtail.contrib.redirects.models import Redirect
for number, link in enumerate({nasty!r}):
    Redirect.objects.create(old_path="/attack-%s" % number, redirect_link=link)
"""
TABLES = (
    "redirects/",
    "reports/site-history/",
    "reports/locked/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "reports/aging-pages/",
    "reports/page-types-usage/",
    "snippets/library/practice/",
)


def test_no_cell_of_any_table_begins_a_formula(site: Server) -> None:
    site.run(PLANT.format(nasty=NASTY))
    hand = Hand(site, session_of(site, "admin@example.org"))
    cells: list[str] = []
    for table in TABLES:
        plain = hand.get(f"/admin/{table}?export=csv")
        book = hand.get(f"/admin/{table}?export=xlsx")
        assert (plain.status, book.status) == (200, 200), table
        if "csv" in plain.headers["Content-Type"]:
            cells += [cell for row in csv.reader(io.StringIO(plain.text)) for cell in row]
            # As a spreadsheet reads it where lists are parted by semicolons.
            cells += [cell for row in csv.reader(io.StringIO(plain.text), delimiter=";") for cell in row]
            sheet = openpyxl.load_workbook(io.BytesIO(book.body)).worksheets[0]
            values = [cell for row in sheet for cell in row if cell.value is not None]
            assert {cell.data_type for cell in values} <= {"s", "n", "d", "b"}
            cells += [str(cell.value) for cell in values if cell.data_type == "s"]
    assert sum(cell.startswith("'") for cell in cells) >= 2 * len(NASTY) - 2
    assert [cell for cell in cells if cell.strip("\t\r\n \u200b")[:1] in {"=", "+", "-", "@", "＝"}] == []
