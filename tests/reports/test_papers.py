"""What stands on the paper of a statement."""

import shutil
import subprocess

from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.tables import Column, Table

HEAD = Letterhead("Koperasi Purna Migran Sejahtera", "KPMS", ("Jl. Raya 1", "Wonosobo"))
ROLES = ("Ketua", "Bendahara", "Pengawas")


def pages(app, rows, head=HEAD):
    """The text of each page of a statement with so many lines."""
    table = Table(
        "Neraca",
        [Column("label", "Uraian", width=40), Column("c0", "Per 31 Mar 2025", "money", 14)],
        [{"label": f"Baris {n}", "c0": n - 3} for n in range(rows)],
        ["Per 31 Mar 2025"],
        signatures=ROLES,
    )
    with app.test_request_context():
        made = paper.table_pdf(table, head)
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: install poppler-utils"
    text = subprocess.run(
        [program, "-layout", "-", "-"], input=made, capture_output=True, check=True
    )
    return text.stdout.decode().split("\f")[:-1]


def test_letterhead_period_and_signatures(bare_app):
    (only,) = pages(bare_app, 5)
    assert "Koperasi Purna Migran Sejahtera" in only
    assert "Jl. Raya 1 · Wonosobo" in only
    assert "Per 31 Mar 2025" in only
    assert all(role in only for role in ROLES)
    assert "(3)" in only
    assert "CONTOH" not in only


def test_who_signs_stands_on_the_page_of_the_line(bare_app):
    for rows in range(36, 56):
        last = pages(bare_app, rows)[-1]
        assert all(role in last for role in ROLES), rows
        assert last.count("(...") == 3, rows


def test_a_demonstration_is_marked(bare_app):
    demo = Letterhead("Koperasi Contoh", is_demo=True)
    text = "".join(pages(bare_app, 5, demo)[0].split())
    assert text != "".join(pages(bare_app, 5, Letterhead("Koperasi Contoh"))[0].split())
