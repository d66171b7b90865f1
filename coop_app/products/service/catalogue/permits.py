"""Permits: written down with the photo of the paper, replaced, given up; never corrected in silence."""

from pathlib import Path

import sqlalchemy as sa

from coop_app import clock, filing, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.filing import Upload
from coop_app.fingerprint import fingerprint
from coop_app.products.models import ProductPermit
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue import permits
from coop_app.products.rules.catalogue.permits import Permit
from coop_app.products.service.catalogue.keeping import earlier, wait_for_item


def add_permit(
    *, desk: Desk, new: Permit, request_id: str, folder: Path | None = None,
    upload: Upload | None = None,
) -> int:  # fmt: skip
    """Write down a permit of a product or of the whole business; the same request id once.

    An older one of the same kind for the same thing is replaced. Returns its key. Raises
    `NumberMissing`, `EndBeforeIssue`, `RequestReused`, what `pictures.prepare` refuses, `NotFound`.
    """
    permit, mark = permits.checked(new), fingerprint(new)
    if permit.item_id is not None:
        wait_for_item(desk, permit.item_id)
    if key := earlier(ProductPermit, desk, request_id, mark):
        return key
    file_key, content_type = _kept(desk, folder, upload)
    _replace(desk, permit)
    row = ProductPermit(
        book_id=desk.book_id, item_id=permit.item_id, kind=permit.kind.value, number=permit.number,
        issued_on=permit.issued_on, valid_until=permit.valid_until, note=permit.note,
        file_key=file_key, content_type=content_type, request_id=request_id, fingerprint=mark,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def end_permit(*, desk: Desk, permit_id: int) -> None:
    """It is held no longer, or was written down wrongly; it stays in the records. Raises `NotFound`."""
    card = catalogue.get_permit([desk.book_id], permit_id)
    session.execute(
        sa.update(ProductPermit)
        .where(ProductPermit.id == card.id, ProductPermit.ended_on.is_(None))
        .values(ended_on=desk.today)
    )


def _replace(desk: Desk, permit: Permit) -> None:
    """A renewal takes the place of what it renews; other permits of kind "other" may stand beside it."""
    if permit.kind is permits.Kind.OTHER:
        return
    same = ProductPermit.item_id == permit.item_id
    if permit.item_id is None:
        same = ProductPermit.item_id.is_(None)
    session.execute(
        sa.update(ProductPermit)
        .where(
            ProductPermit.book_id == desk.book_id, same,
            ProductPermit.kind == permit.kind.value, ProductPermit.ended_on.is_(None),
        )
        .values(ended_on=desk.today)
    )  # fmt: skip


def _kept(desk: Desk, folder: Path | None, upload: Upload | None) -> tuple[str, str]:
    if folder is None or upload is None or not upload.content:
        return "", ""
    kept = pictures.prepare(upload.content)
    key = filing.keep_file(
        folder=folder, cooperative_id=desk.cooperative_id, content=kept.content, ending=kept.ending
    )
    return key, kept.content_type
