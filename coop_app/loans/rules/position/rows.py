"""What a position is made from: the rows of the schedule in force, and what was paid on them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.loans.rules.repayment import Part
from coop_app.money import ZERO, Money


class Piece(StrEnum):
    """What an instalment consists of; interest can also be waived when a loan is settled early."""

    PENALTY = "penalty"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    WAIVED = "waived"


PIECE_OF = {
    Part.PENALTY: Piece.PENALTY,
    Part.INTEREST_ARREARS: Piece.INTEREST,
    Part.INTEREST: Piece.INTEREST,
    Part.PRINCIPAL_ARREARS: Piece.PRINCIPAL,
    Part.PRINCIPAL: Piece.PRINCIPAL,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment of the schedule in force.

    `carried` is penalty taken over from the schedule before. A closed row belongs to that schedule:
    it holds what was paid on it, nothing of it is owed any more.
    """

    number: int
    due: date
    principal: Money
    interest: Money
    carried: Money = ZERO
    is_closed: bool = False

    @property
    def total(self) -> Money:
        """Principal and interest together."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Allocated:
    """So much of a payment went to this piece of this instalment."""

    on: date
    number: int
    piece: Piece
    amount: Money
