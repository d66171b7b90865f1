"""What was done in each pillar in a year, counted; no names."""

from flask_babel import gettext as _

from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries.effect import Done
from coop_app.web.tables import Column, Table


def pillar_tables(cooperative_id: int, year: int) -> list[Table]:
    """One table over all pillars; none where there is no pillar."""
    done = queries.done_in(cooperative_id, year)
    return [pillar_table(done)] if done else []


def pillar_table(done: list[Done]) -> Table:
    """Counts, and money where it is a fact of the ledger; what givers' papers say stands apart."""
    rows = [
        {
            "programme": one.pillar.programme,
            "pillar": f"{one.pillar.position}. {one.pillar.name}",
            "sessions": len(one.sessions), "grants": len(one.grants), "visits": len(one.visits),
            "activities": len(one.activities), "books": one.through_books, "papers": one.beside_books,
        }
        for one in done
    ]  # fmt: skip
    columns = [
        Column("programme", _("Programme"), width=16, minor=True), Column("pillar", _("Pillar"), width=30),
        Column("sessions", _("Sessions"), "count"), Column("grants", _("Equipment grants"), "count"),
        Column("visits", _("Visits"), "count"), Column("activities", _("Other activities"), "count"),
        Column("books", _("Through the cooperative's book"), "money", width=14),
        Column("papers", _("Value on givers' papers"), "money", width=14),
    ]  # fmt: skip
    return Table(_("What was done in each pillar"), columns, rows, name="pilar", landscape=True)
