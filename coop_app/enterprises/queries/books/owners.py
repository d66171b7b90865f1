"""Whose enterprise it is, and whom it deals with."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import BusinessParty
from coop_app.enterprises.models import Enterprise as EnterpriseRow
from coop_app.enterprises.rules.books.acts import COOPERATIVE
from coop_app.products import queries as products
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A business of one member, with its book."""

    id: int
    cooperative_id: int
    book_id: int
    member_id: int
    name: str
    kind: str
    since: date | None
    address: str
    phone: str
    tax_since: int | None
    opened_on: date


_R = EnterpriseRow
_ALL = sa.select(
    _R.id, _R.cooperative_id, _R.book_id, _R.member_id, _R.name, _R.kind, _R.since, _R.address,
    _R.phone, _R.tax_since, _R.opened_on,
).order_by(_R.id)  # fmt: skip


def enterprises_of(cooperative_id: int, member_id: int) -> list[Enterprise]:
    """The businesses of one member, oldest first."""
    mine = _ALL.where(_R.cooperative_id == cooperative_id, _R.member_id == member_id)
    return [Enterprise(*row) for row in session.execute(mine)]


def enterprise_of(cooperative_id: int, member_id: int, enterprise_id: int) -> Enterprise:
    """One business of this member. Raises `NotFound` for anybody else's."""
    mine = _ALL.where(
        _R.cooperative_id == cooperative_id, _R.member_id == member_id, _R.id == enterprise_id
    )
    row = session.execute(mine).first()
    if row is None:
        raise NotFound
    return Enterprise(*row)


def list_enterprises(cooperative_id: int) -> list[Enterprise]:
    """Every business of a cooperative: for programs, never for a page of officers."""
    mine = _ALL.where(_R.cooperative_id == cooperative_id)
    return [Enterprise(*row) for row in session.execute(mine)]


def own_books(cooperative_id: int, member_id: int) -> list[tuple[int, str]]:
    """Book and name of each business of a member."""
    return [(one.book_id, one.name) for one in enterprises_of(cooperative_id, member_id)]


def names_of(cooperative_id: int, member_id: int) -> list[tuple[str, str]]:
    """Name and kind of a member's businesses: all that the cooperative's officers see of them."""
    return [(one.name, one.kind) for one in enterprises_of(cooperative_id, member_id)]


def find_request(cooperative_id: int, request_id: str) -> tuple[int, int, str] | None:
    """Key, member and contents of the business that this request opened."""
    mine = (_R.cooperative_id == cooperative_id, _R.request_id == request_id)
    row = session.execute(sa.select(_R.id, _R.member_id, _R.fingerprint).where(*mine)).first()
    return (row[0], row[1], row[2]) if row else None


def point_of(book_id: int) -> int:
    """Where the business keeps its stock. Raises `NotFound`."""
    home = [point for point in products.list_points(book_id) if point.kind == "enterprise"]
    if not home:
        raise NotFound
    return min(point.id for point in home)


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer or lender; `phone` is digits with the country code, or empty."""

    id: int
    name: str
    phone: str

    @property
    def subject(self) -> str:
        """How the journal names them."""
        return f"party:{self.id}"


_PARTIES = sa.select(BusinessParty.id, BusinessParty.name, BusinessParty.phone).order_by(
    BusinessParty.name
)


def parties(business: Enterprise) -> list[Party]:
    """Everybody the business deals with, by name."""
    mine = _PARTIES.where(
        BusinessParty.cooperative_id == business.cooperative_id,
        BusinessParty.enterprise_id == business.id,
    )
    return [Party(*row) for row in session.execute(mine)]


def get_party(business: Enterprise, party_id: int) -> Party:
    """One of them. Raises `NotFound` for a party of another business."""
    found = next((one for one in parties(business) if one.id == party_id), None)
    if found is None:
        raise NotFound
    return found


def find_party(business: Enterprise, name: str) -> Party | None:
    """The party of this name, however it is capitalised."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in parties(business) if one.name.casefold() == wanted), None)


def party_name(business: Enterprise, subject: str | None, *, cooperative: str) -> str:
    """Who a line of the journal is about; `cooperative` is the cooperative's name."""
    if subject == COOPERATIVE:
        return cooperative
    return next((one.name for one in parties(business) if one.subject == subject), "")
