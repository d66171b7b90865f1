"""Things pledged for a loan, with their pictures."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from coop_app import clock, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans import queries
from coop_app.loans.models import LoanCollateral
from coop_app.loans.rules import stages
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.service.steps import locked
from coop_app.members.service.files import Upload, keep_file
from coop_app.money import Money
from coop_app.refusal import N_, Refused

_LONGEST = 200


class DescriptionMissing(Refused):
    """It must be found again."""

    message = N_("Describe the collateral so that it can be found again: brand, number, place.")
    field = "description"


class ValueMissing(Refused):
    """Collateral without a value covers nothing."""

    message = N_("Write what it would fetch if it were sold today.")
    field = "value"


class KindNotTaken(Refused):
    """The product says what is taken."""

    message = N_("This kind of loan does not take such collateral.")
    field = "kind"


@dataclass(frozen=True, slots=True)
class NewCollateral:
    """A thing pledged, and what it would fetch."""

    kind: CollateralKind
    description: str
    value: Money


def add_collateral(
    *, desk: Desk, loan_id: int, new: NewCollateral, folder: Path, upload: Upload | None
) -> int:
    """Add a thing to an application; its photo is shrunk and rid of place and phone.

    Raises `NotAtThisStage`, `DescriptionMissing`, `ValueMissing`, `KindNotTaken`, what `pictures.prepare`
    refuses, and `NotFound`.
    """
    row = locked(desk, loan_id)
    stages.after(row.stage, "edit")
    _check(new, queries.get_loan(desk.cooperative_id, loan_id).terms.collaterals)
    file_key, content_type = "", ""
    if upload is not None and upload.content:
        kept = pictures.prepare(upload.content)
        content_type = kept.content_type
        file_key = keep_file(
            folder=folder, cooperative_id=desk.cooperative_id, content=kept.content,
            ending=kept.ending,
        )  # fmt: skip
    thing = LoanCollateral(
        cooperative_id=desk.cooperative_id, loan_id=loan_id, kind=new.kind.value,
        description=new.description.strip()[:_LONGEST], value=int(new.value), file_key=file_key,
        content_type=content_type, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(thing)
    session.flush()
    return thing.id


def remove_collateral(*, desk: Desk, collateral_id: int) -> int:
    """Take a thing off an application; returns the loan's key. Raises `NotFound`, `NotAtThisStage`."""
    thing = queries.get_collateral(desk.cooperative_id, collateral_id)
    stages.after(locked(desk, thing.loan_id).stage, "edit")
    session.execute(sa.delete(LoanCollateral).where(LoanCollateral.id == thing.id))
    return thing.loan_id


def _check(new: NewCollateral, taken: tuple[CollateralKind, ...]) -> None:
    if not new.description.strip():
        raise DescriptionMissing
    if new.value <= 0:
        raise ValueMissing
    if new.kind not in taken:
        raise KindNotTaken
