"""The table at which an exercise is set out: a practice cooperative, a day, the facts so far."""

from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.app.practice.people import MEMBERS
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.service.practice.neighbours import RoomKeys
from coop_app.members import queries as members

Found = dict[str, str | int]


@dataclass(slots=True)
class Table:
    """A practice cooperative on a day, with one exercise in hand."""

    room: RoomKeys
    today: date
    facts: Found

    @property
    def desk(self) -> Desk:
        """The treasurer's desk with the chairperson beside."""
        return Desk(
            self.room.cooperative_id,
            self.room.book_id,
            self.room.treasurer,
            self.today,
            self.room.chair,
        )

    @property
    def member(self) -> int:
        """The member of the exercise."""
        return int(self.facts["member"])

    def owned(self, role: str, member_id: int | None = None) -> int:
        """What stands on the other side of an account, for one member or for all."""
        subject = f"member:{member_id}" if member_id else None
        return -int(ledger.balance(book_id=self.room.book_id, account=role, subject=subject))

    def place(self, role: str) -> int:
        """The key of the cash box or the bank account."""
        return ledger.account(book_id=self.room.book_id, role=role).id


def person(room: RoomKeys, position: int) -> Found:
    cards = {card.name: card for card in members.all_cards(room.cooperative_id)}
    card = cards[MEMBERS[position].name]
    return {"member": card.id, "name": card.name}
