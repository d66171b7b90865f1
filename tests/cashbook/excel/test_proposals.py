"""Memory, doubles, several people: what surrounds the single guess."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from coop_app.cashbook.excel import (
    CATEGORIES,
    KnownMember,
    Learned,
    as_json,
    left_out,
    memory_key,
    propose,
    read_book,
)  # fmt: skip
from coop_app.cashbook.excel.values import Reason
from coop_app.cashbook.excel.wording import SENTENCES, sentence
from tests.cashbook.excel.books import simple, xlsx

PO = Path(__file__).parents[3] / "coop_app/translations/id/LC_MESSAGES/cashbook.po"
MEMBERS = [KnownMember("001", "Siti Aminah", "Kuripan"), KnownMember("002", "Darmi", "Kuripan")]


def proposals(*lines, members=(), memory=(), posted=frozenset()):
    return propose(read(*lines), members, memory, posted)


def read(*lines):
    return read_book(xlsx(Januari_2026=simple(*lines)), "kas.xlsx")


def test_a_correction_is_remembered_for_the_same_words():
    memory = [Learned(memory_key("Transfer"), "voluntary_savings", "002")]
    (found,) = proposals(("5/1/2026", "Transfer ", 63000, 0), members=MEMBERS, memory=memory)
    assert (found.category, found.member, found.confidence) == ("voluntary_savings", "002", 98)
    assert [reason.code for reason in found.why] == ["learned"]


def test_a_correction_is_remembered_for_another_person_and_month():
    memory = [Learned(memory_key("Arisan bulan Mei an Siti"), "other_in", "001")]
    (found,) = proposals(
        ("5/1/2026", "Arisan bulan Juni an Darmi", 5000, 0), members=MEMBERS, memory=memory
    )
    assert (found.category, found.member) == ("other_in", None)


def test_a_correction_of_money_in_says_nothing_of_money_out():
    memory = [Learned(memory_key("Transfer"), "voluntary_savings", "002", money_in=True)]
    (found,) = proposals(("5/1/2026", "Transfer", 0, 1000), memory=memory)
    assert found.category == "suspense"


def test_equal_rows_in_one_file_are_marked_and_kept():
    line = ("5/1/2026", "Iuran Siti", 5000, 0)
    first, second = proposals(line, line)
    assert (first.doubles, second.doubles) == ((4,), (3,))
    assert first.confidence == proposals(line)[0].confidence
    assert first.fingerprint != second.fingerprint


def test_rows_imported_before_are_possible_doubles():
    line = ("5/1/2026", "Iuran Siti", 5000, 0)
    (before,) = proposals(line)
    first, second = proposals(line, line, posted={before.fingerprint})
    assert "possible_double" in first.flags
    assert "possible_double" not in second.flags


def test_the_same_file_again():
    book = read(("5/1/2026", "Iuran Siti", 5000, 0))
    (found,) = propose(book, posted={book.digest})
    assert "same_file" in found.flags


def test_several_people_in_one_row_are_candidates():
    (found,) = proposals(("5/1/2026", "Iuran Siti dan Darmi", 20000, 0), members=MEMBERS)
    assert found.member is None
    assert "several_people" in found.flags
    assert [one.number for one in found.candidates] == ["001", "002"]


def test_a_new_person_is_offered_and_an_unclear_one_asked():
    members = [*MEMBERS, KnownMember("003", "Siti Rubiyah")]
    new, unclear = proposals(
        ("5/1/2026", "Iuran an Partini", 5000, 0), ("6/1/2026", "Iuran an Siti", 5000, 0),
        members=members,
    )  # fmt: skip
    assert (new.member, new.written_name) == (None, "Partini")
    assert "new_member" in new.flags
    assert "member_unclear" in unclear.flags
    assert {one.number for one in unclear.candidates} == {"001", "003"}


def test_a_month_in_the_description_that_is_a_name_is_no_month():
    (found,) = proposals(("5/1/2026", "Simpanan wajib an Mei Lestari", 5000, 0))
    assert (found.member, found.months) == ("Mei Lestari", ())


def test_months_come_from_the_description_when_the_remark_is_silent():
    (found,) = proposals(("5/1/2026", "Simpanan wajib Bu Siti Jan-Mar 26", 30000, 0, "lunas"))
    assert [str(month) for month in found.months] == ["2026-01", "2026-02", "2026-03"]


def test_a_month_that_the_same_person_pays_again():
    once, again, other = proposals(
        ("5/1/2026", "Simpanan wajib an Darmi", 10000, 0, "Januari"),
        ("6/1/2026", "Simpanan wajib an Darmi", 30000, 0, "Jan - Mar 26"),
        ("6/1/2026", "Simpanan wajib an Siti", 10000, 0, "Januari"),
    )
    assert "months_again" in again.flags
    assert "months_again" not in (*once.flags, *other.flags)
    assert dict(again.why[-1].facts) == {"months": "2026-01", "rows": "Januari 2026 3"}


def test_two_kinds_of_savings_in_one_row():
    (found,) = proposals(("5/1/2026", "Simpanan pokok dan wajib an Darmi", 120000, 0))
    assert "several_kinds" in found.flags
    assert (found.member, found.confidence) == ("Darmi", 61)


def test_progress_is_told():
    told = []
    lines = [("5/1/2026", f"Iuran Siti {i}", 5000, 0) for i in range(300)]
    book = read_book(xlsx(Jan=simple(*lines)), "x.xlsx", lambda *step: told.append(step))
    propose(book, progress=lambda *step: told.append(step))
    assert {stage for stage, _, _ in told} == {"read", "check", "propose"}
    assert ("propose", 250, 300) in told


def test_every_sentence_can_be_said_in_both_languages():
    with PO.open("rb") as file:
        texts = {message.id: message.string for message in read_po(file, locale="id")}
    for code, english in SENTENCES.items():
        facts = dict.fromkeys(re.findall(r"%\((\w+)\)", english), "X")
        reason = Reason.of(code, **facts)
        for translate in (str, texts.__getitem__):
            assert "%(" not in sentence(reason, translate)
            assert left_out(reason, translate)
        assert texts[english] != english


def test_the_why_in_english():
    book = read(("5/1/2026", "Bayar listrik", 0, 5000))
    (found,) = as_json(book, propose(book), str)["proposals"]
    assert (
        found["why"] == 'Money went out and the description says "listrik": Electricity and water.'
    )


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=CATEGORIES)
def test_categories_name_themselves(category):
    assert CATEGORIES[category.key] is category
    assert category.way in {"in", "out", "both"}
