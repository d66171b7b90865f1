from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.members.rules import columns, facts, identity, names, phones, standing
from coop_app.members.rules.doubles import Likeness, is_alike
from coop_app.members.rules.facts import MemberFacts, StayFacts
from coop_app.members.rules.importing import SheetRow, read_row
from coop_app.members.rules.standing import NEXT, STATUSES, Standing, Step
from coop_app.refusal import Refused

TODAY = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siti \t Aminah\n", "Siti Aminah"),
        ("SRI WAHYUNI", "SRI WAHYUNI"),
        ("Ma'ruf, S.Pd.", "Ma'ruf, S.Pd."),
        ("Nur\u200bhayati", "Nurhayati"),
        ("Slamet (2)", "Slamet (2)"),
        ("Jose\u0301", "José"),
    ],
)
def test_names_are_tidied(typed, kept) -> None:
    assert names.clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", names.NameMissing),
        (" \u200b ", names.NameMissing),
        ("S", names.NameMissing),
        ("=1+1", names.NameUnreadable),
        ("+62812", names.NameUnreadable),
        ("-Siti", names.NameUnreadable),
        ("@SUM(A1)", names.NameUnreadable),
        ("Siti 🌷", names.NameUnreadable),
        ("<b>Siti</b>", names.NameUnreadable),
        ("1 Siti", names.NameUnreadable),
        ("S" * 101, names.NameTooLong),
    ],
)
def test_what_is_no_name_is_refused(typed, refusal) -> None:
    with pytest.raises(refusal):
        names.clean(typed)


@given(st.text())
def test_a_kept_name_is_never_a_formula(text) -> None:
    try:
        name = names.clean(text)
    except Refused:
        return
    assert name[0].isalpha()
    assert names.clean(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "Sukarno"),
        ("Tjokroaminoto", "Cokroaminoto"),
        ("Djumiati", "Jumiyati"),
        ("Chotimah", "Khotimah"),
        ("Sri Wahyuni", "SRI  WAHJUNI".replace("HJ", "HY")),
        ("Muhammad", "Muhamad"),
        ("Nafisah", "Navisah"),
    ],
)
def test_old_and_new_spellings_fold_alike(one, other) -> None:
    assert names.folded(one) == names.folded(other)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081234567890", "6281234567890"),
        ("0812-3456-7890", "6281234567890"),
        ("62812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("+62 (0)812 3456 7890", "6281234567890"),
        ("+620812 34567890", "6281234567890"),
        ("81234567890", "6281234567890"),
        ("0062 812 3456 7890", "6281234567890"),
        ("(0286) 321456", "62286321456"),
        ("0286.321.456", "62286321456"),
        ("62286321456", "62286321456"),
        ("+852 5123 4567", "85251234567"),
        ("+60 12-345 6789", "60123456789"),
    ],
)
def test_phones_in_any_spelling(typed, kept) -> None:
    assert phones.normalised(typed) == kept
    assert phones.normalised(phones.shown(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["12345", "0812", "321456", "08123456789012345", "0800000000", "telp", "0812x345678",
              "+1", "0011111111111"]
)  # fmt: skip
def test_impossible_phones_are_refused(typed) -> None:
    with pytest.raises(phones.PhoneImpossible):
        phones.normalised(typed)


@pytest.mark.parametrize(
    ("nik", "sex", "year", "codes"),
    [
        ("3307094505850001", "F", 1985, []),
        ("3307094505850001", "F", None, []),
        ("3307094505850001", "M", 1985, ["other_sex"]),
        ("3307090505850001", "F", 1985, ["other_sex"]),
        ("3307094505850001", "F", 1990, ["other_year"]),
        ("3307094505850001", "M", 1990, ["other_sex", "other_year"]),
        ("9907094505850001", "F", 1985, ["unknown"]),
        ("3307094513850001", "F", 1985, ["unknown"]),
        ("33070945058500", "F", 1985, ["not_sixteen"]),
        ("", "F", 1985, []),
    ],
)
def test_an_odd_nik_only_warns(nik, sex, year, codes) -> None:
    assert [odd.code for odd in identity.oddities(nik, sex=sex, birth_year=year)] == codes


def test_a_nik_is_masked_and_its_reason_asked() -> None:
    assert identity.masked("3307094505850001") == "330709••••••••01"
    assert identity.masked("12345678") == "••••••••"
    assert identity.compact("33.07.09 450585-0001") == "3307094505850001"
    with pytest.raises(identity.NikUnreadable):
        identity.compact("33O7")
    with pytest.raises(identity.ReasonMissing):
        identity.reason_given("  a ")


ALLOWED = {
    ("candidate", "active"), ("candidate", "left"), ("active", "inactive"), ("active", "left"),
    ("active", "expelled"), ("active", "deceased"), ("inactive", "active"), ("inactive", "left"),
    ("inactive", "expelled"), ("inactive", "deceased"), ("left", "candidate"), ("left", "active"),
    ("expelled", "active"), ("deceased", "active"),
}  # fmt: skip


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("then", STATUSES)
def test_which_status_may_follow_which(now, then) -> None:
    step = Step(status=then, on=TODAY, reason="sesuai berita acara")
    if (now, then) in ALLOWED:
        assert standing.checked_step(Standing(now, TODAY), step, today=TODAY) == step
    else:
        with pytest.raises(standing.StatusNotPossible):
            standing.checked_step(Standing(now, TODAY), step, today=TODAY)
    assert set(NEXT) == set(STATUSES)


@pytest.mark.parametrize(
    ("on", "reason", "refusal"),
    [
        (TODAY, " ", standing.ReasonForStatusMissing),
        (date(2026, 8, 15), "pindah", standing.DayToCome),
        (date(2025, 1, 1), "pindah", standing.StatusTooEarly),
    ],
)
def test_a_step_needs_reason_and_day(on, reason, refusal) -> None:
    now = Standing("active", date(2026, 1, 1))
    with pytest.raises(refusal):
        standing.checked_step(now, Step(status="left", on=on, reason=reason), today=TODAY)


def one(**more: object) -> Likeness:
    known = {"name": "Siti", "group_id": 1, "birth_year": None, "nik_index": None, "phone": None}
    return Likeness(**(known | more))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (one(), True),
        (one(birth_year=1985), True),
        (one(name="SITIE"), True),
        (one(group_id=2), False),
        (one(name="Sri"), False),
        (one(name="Sri", nik_index="x"), False),
    ],
)
def test_who_is_taken_for_whom(other, alike) -> None:
    assert is_alike(one(), other) is alike
    assert is_alike(one(birth_year=1985), one(birth_year=1990)) is False
    assert is_alike(one(phone="62", name="A"), one(phone="62", name="B", group_id=3)) is True
    assert is_alike(one(nik_index="x", name="A"), one(nik_index="x", name="B")) is True


@pytest.mark.parametrize(
    ("stay", "refusal"),
    [
        ({"country": " "}, facts.CountryMissing),
        ({"country": "Malaysia", "from_year": 2019, "to_year": 2012}, facts.YearsBackwards),
        ({"country": "Malaysia", "from_year": 20}, facts.YearImpossible),
        ({"country": "Malaysia", "returned_on": date(2026, 8, 15)}, standing.DayToCome),
    ],
)
def test_a_stay_must_make_sense(stay, refusal) -> None:
    with pytest.raises(refusal):
        facts.cleaned_stay(StayFacts(**stay), today=TODAY)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"sex": ""}, facts.SexMissing),
        ({"joined_on": date(2026, 8, 15)}, standing.DayToCome),
        ({"birth_year": 2020}, standing.BirthYearImpossible),
        ({"birth_year": 85}, standing.BirthYearImpossible),
        ({"address": "x" * 301}, facts.TextTooLong),
    ],
)
def test_facts_must_make_sense(more, refusal) -> None:
    known = {"name": "Siti", "group_id": 1, "sex": "F"}
    with pytest.raises(refusal):
        facts.cleaned(MemberFacts(**(known | more)), today=TODAY)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["No", "Nama Lengkap *", "KELOMPOK", "L/P"], {"name": 1, "group": 2, "sex": 3}),
        (["nama", "desa", "jenis  kelamin:"], {"name": 0, "group": 1, "sex": 2}),
        (["Nama", "Alamat"], None),
    ],
)
def test_headings_are_found_in_any_order(headings, found) -> None:
    assert columns.find_columns(headings) == found


def test_a_row_tells_all_its_problems_at_once() -> None:
    cells = {"name": "=1+1", "sex": "X", "phone": "12", "birth_year": "85", "joined_on": "kemarin",
             "status": "raja", "nik": "abc", "heir": "🌷"}  # fmt: skip
    newcomer, problems = read_row(SheetRow(7, cells), today=TODAY)
    assert newcomer is None
    assert {problem.row for problem in problems} == {7}
    assert {problem.column for problem in problems} == {
        "Nama lengkap", "L/P", "No HP", "Tahun lahir", "Tanggal masuk", "Status", "NIK",
        "Kelompok", "Ahli waris",
    }  # fmt: skip


def test_a_good_row_becomes_a_newcomer() -> None:
    cells = {"name": "Siti", "group": "Kuripan", "sex": "Perempuan", "birth_year": "12/5/1985",
             "phone": "81234567890", "joined_on": "17 Agustus 2024", "status": "",
             "programmes": "Desbumi, desbumi; Inklusi", "country": "Taiwan", "from_year": "2010"}  # fmt: skip
    newcomer, problems = read_row(SheetRow(2, cells), today=TODAY)
    assert problems == []
    assert newcomer is not None
    assert (newcomer.facts.sex, newcomer.facts.birth_year) == ("F", 1985)
    assert newcomer.facts.phone == "6281234567890"
    assert newcomer.facts.joined_on == date(2024, 8, 17)
    assert newcomer.status == "active"
    assert [word.casefold() for word in newcomer.programmes] == ["desbumi", "inklusi"]
