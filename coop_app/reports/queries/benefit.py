"""What the features know about the use of membership, gathered for the member-benefit report."""

from coop_app.members import queries as members
from coop_app.purchasing.queries.receiving.benefit import benefits as bought_together
from coop_app.reports.queries.statements import BookFacts
from coop_app.reports.rules.benefit import Benefit, Bought, benefits
from coop_app.reports.rules.periods import Span
from coop_app.sales.queries.trade.volumes import sold_through
from coop_app.savings.queries import interest as savings


def member_benefits(cooperative_id: int, book: BookFacts, span: Span) -> list[Benefit]:
    """Everybody to whom membership brought something in these days, by member."""
    bought = bought_together(cooperative_id, span.start, span.end)
    posted = savings.posted_between(cooperative_id, book.id, span.start, span.end)
    return benefits(
        bought={key: Bought(one.paid, one.market) for key, one in bought.items()},
        sold=sold_through(book.id, span.start, span.end),
        interest={key: paid.interest for key, paid in savings.by_member(posted).items()},
    )


def names(cooperative_id: int, rows: list[Benefit]) -> dict[int, str]:
    """Member → number and name."""
    return members.names(cooperative_id, [row.member_id for row in rows])
