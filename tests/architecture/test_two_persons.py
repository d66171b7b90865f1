"""Nobody steps around the second person: who may act as a part of a whole is listed here, with the whole."""

import re

from tests.architecture.source import sources

#: where a desk may be part of a whole → what the whole is, and where it is listed
WHOLES = {
    "coop_app/cashbook/service/posting.py": "an import from Excel: list of exceptions, imports",
    "coop_app/closing/service/instructions.py": "a run of standing instructions: its own page",
    "coop_app/savings/views/interest/months.py": "interest of a month: its own page",
}
_PART = re.compile(r"\bpart_of=")


def test_only_known_wholes_ask_nobody() -> None:
    found = {source.name for source in sources("coop_app") if _PART.search(source.text)}
    assert found == set(WHOLES)


def test_no_program_text_names_the_second_person_itself() -> None:
    # the second person comes from an approval, never from a form, a session or a setting
    fixed = re.compile(r"approved_by=(signed_in|person|actor|request|form)\b")
    assert [s.name for s in sources("coop_app") if fixed.search(s.text)] == []
