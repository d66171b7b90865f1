"""What the pages of grants, visits and pillars share: the desk, what can be chosen, files."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.filing import Upload
from coop_app.literacy.forms.effect import ButtonForm
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries.effect import People, PillarRow
from coop_app.members import queries as members
from coop_app.pictures import LARGEST_FILE
from coop_app.web.access import signed_in
from coop_app.web.filters import day

_MOST_VISITS = 100


def desk_here() -> Desk:
    """The signed-in person's desk today."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the forms offer."""
    coop = signed_in().cooperative_id
    programmes = members.list_programmes(coop)
    return {
        "who": [("", _("choose …")), *((one.key, f"{one.name}, {one.village}") for one in People(coop).all())],
        "programme_id": [("", _("none of them")), *((str(one.id), one.name) for one in programmes)],
        "pillar_id": [("", _("none of them")), *pillar_choices(coop)],
        "village_group_id": [("", _("none of them")), *((str(g.id), g.name) for g in members.list_groups(coop))],
        "follows_id": [("", _("no earlier visit")), *(
            (str(one.id), f"{day(one.visited_on)}, {one.whom.name}: {one.next_step}")
            for one in queries.list_visits(coop)[:_MOST_VISITS]
            if one.next_on is not None and not one.done and one.voided_on is None
        )],
    }  # fmt: skip


def pillar_choices(cooperative_id: int) -> list[tuple[str, str]]:
    """Pillars with their programme."""
    return [
        (str(one.id), f"{one.programme}: {one.position}. {one.name}")
        for one in queries.list_pillars(cooperative_id)
    ]


def year_asked(known: Sequence[int]) -> int:
    """The year in the address, the newest where it is none of those that are known."""
    wanted = request.args.get("tahun", known[0], type=int)
    return wanted if wanted in known else known[0]


def pillars_to_choose() -> dict[str, Any]:
    """What a page needs to put its thing into another pillar."""
    return {
        "pillars": pillar_choices(signed_in().cooperative_id), "press": ButtonForm(formdata=None),
    }  # fmt: skip


def pillar_named(pillar_id: int | None) -> PillarRow | None:
    """The pillar something belongs to, if any."""
    return queries.get_pillar(signed_in().cooperative_id, pillar_id) if pillar_id else None


def files_folder() -> Path:
    """Where photos lie."""
    folder: Path = current_app.extensions["settings"].files
    return folder


def upload() -> Upload | None:
    """The photo that was sent, if any."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with closing(sent):
        return Upload(sent.filename, sent.read(LARGEST_FILE + 1))
