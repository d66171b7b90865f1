"""Papers of the cooperative that owners of the demonstration have taken over, and batches that are eaten."""

from datetime import date, timedelta

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import proposals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.service import neighbours
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.service.workshop.linking import copy_item
from coop_app.products.queries import catalogue as shelves
from coop_app.products.rules.dealings import Dealing
from coop_app.products.service.catalogue import batches
from coop_app.refusal import Refused

#: younger papers still wait for her
_OPEN_DAYS = 30
#: a batch is eaten within so many days
_EATEN = 50


def take_over(house: House, business: Enterprise, today: date) -> None:
    """Papers older than a month are in her book, what she bought at the till is for the kitchen."""
    desk = Desk(house.cooperative_id, business.book_id, house.treasurer, today)
    known = neighbours.dealings(business.cooperative_id, business.member_id)
    decided = proposals.decided_keys(business.cooperative_id, [one.key for one in known])
    for paper in known:
        waits = paper.key in decided or paper.on < business.opened_on
        if waits or paper.on > today - timedelta(days=_OPEN_DAYS):
            continue
        # goods that she never made here are taken over without stock
        if not any(_accept(house, desk, business, (paper, bare)) for bare in (False, True)):
            with transaction():
                service.decline(
                    desk=desk, business=business, key=paper.key, request_id=house.request()
                )
    _finish(desk)


def _accept(house: House, desk: Desk, business: Enterprise, taken: tuple[Dealing, bool]) -> bool:
    paper, bare = taken
    told = [paper]
    try:
        with transaction():
            choices = tuple(_choice(desk, business, paper, one.item_id) for one in paper.items)
            new = Acceptance(paper.key, Way.OWN, choices, without_stock=bare)
            service.accept(
                desk=desk, business=business, new=new, request_id=house.request(), told=told
            )
    except Refused:
        return False
    return True


def _choice(desk: Desk, business: Enterprise, paper: Dealing, item_id: int) -> Choice:
    if paper.key.startswith("sales.sale:"):
        return Choice(item_id, Treated.PRIVATE)
    mine = copy_item(desk=desk, business=business, theirs_id=item_id)
    return Choice(item_id, Treated.ITEM, mine.id)


def _finish(desk: Desk) -> None:
    """Old batches are eaten long ago."""
    with transaction():
        for card in shelves.batches([desk.book_id]):
            if card.batch.made_on < desk.today - timedelta(days=_EATEN):
                batches.finish_batch(desk=desk, batch_id=card.id)
