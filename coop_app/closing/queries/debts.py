"""The loans of a leaving member: what settles each of them today, and what stands in the way."""

from datetime import date

from coop_app.closing.rules.leaving import Figure, Obstacle


def loan_figures(_cooperative_id: int, _book_id: int, _member_id: int, _on: date) -> list[Figure]:
    """What each running loan costs today by its product's rule for early settlement."""
    return []


def loan_obstacles(_cooperative_id: int, _book_id: int, _member_id: int) -> list[Obstacle]:
    """Applications that are still open, guarantees for others."""
    return []
