"""A shop of somebody else reports: sold, given back, spoiled; and hands over money."""

from collections import defaultdict
from dataclasses import dataclass, replace

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Party, Slip, Sold
from coop_app.sales.models.trade import ConsignmentAct
from coop_app.sales.queries.trade import acts, lying
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.lying import Agreed, Shop
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.rules.trade import owing, words
from coop_app.sales.rules.trade.consignment import ReportLine, ShopReport
from coop_app.sales.service.trade.consigning import (
    Going,
    commission_of,
    consigned_item,
    move,
    owner_of,
)
from coop_app.sales.service.trade.goods import Asked, paper_of, write_act
from coop_app.sales.service.trade.recording import check_place, post, same, wait


@dataclass(frozen=True, slots=True)
class Reported:
    """One item of a report, worked out; in rupiah."""

    line: ReportLine
    item: Item
    owner: Party
    agreed: Agreed
    gross: Money
    shop_share: Money
    commission: Money
    mille: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report worked out: what sold, what the shop keeps and hands over, what it still owes."""

    asked: ShopReport
    shop: Shop
    rows: tuple[Reported, ...]

    @property
    def gross(self) -> Money:
        """What buyers paid in the shop."""
        return Money(sum(int(row.gross) for row in self.rows))

    @property
    def shop_share(self) -> Money:
        """What the shop keeps."""
        return Money(sum(int(row.shop_share) for row in self.rows))

    @property
    def commission(self) -> Money:
        """What the cooperative keeps."""
        return Money(sum(int(row.commission) for row in self.rows))

    @property
    def to_hand_over(self) -> Money:
        """What the shop owes for this report."""
        return self.gross - self.shop_share

    @property
    def left(self) -> Money:
        """What it does not hand over now."""
        return self.to_hand_over - self.asked.received


def report(*, desk: Desk, asked: ShopReport, request_id: str) -> Act:
    """Record a shop's report with the money received; what is missing the shop's keeper owes.

    Raises `ShopUnknown`, `NoGoods`, `ConsignedShort`, `CommissionUnknown`, `CommissionTooHigh`,
    `PriceMissing`, `ReceivedTooMuch`, `PlaceUnknown`, `SamePoint`, `DateInFuture`, `RequestReused`,
    `SecondPersonNeeded` for an old day, and what `ledger.post` raises.
    """
    owners = [consigned_item(desk, line.item_id).owner_member_id for line in asked.lines]
    wait(desk=desk, subjects=[f"member:{key}" for key in owners])
    request = Asked(request_id, fingerprint(asked))
    if earlier := same(acts.find_act_request(desk.cooperative_id, request_id), request.fingerprint):
        return earlier
    worked = decide_report(desk=desk, asked=asked)
    auth.check_back_dating(desk, asked.on)
    key = write_act(desk=desk, facts=_facts(worked), asked=request)
    for row in worked.rows:
        _move_all(desk, worked, row, key)
    if worked.gross:
        entry = report_entry(worked=worked, act_id=key)
        post(desk=desk, entry=entry, table=ConsignmentAct, key=key)
    return acts.get_act(desk.cooperative_id, key)


def decide_report(*, desk: Desk, asked: ShopReport) -> Report:
    """Work a report out; nothing is written. Raises as `report`."""
    owing.check_date(asked.on, desk.today)
    shop = lying.find_shop(desk.cooperative_id, desk.book_id, asked.point_id)
    if shop is None:
        raise rules.ShopUnknown
    lines = [line for line in asked.lines if line.sold or line.back or line.spoiled]
    if not lines or any(min(line.sold, line.back, line.spoiled) < 0 for line in lines):
        raise rules.NoGoods
    _check_back(desk, asked, lines)
    worked = Report(asked, shop, tuple(_worked(desk, asked, shop, line) for line in lines))
    if not 0 <= asked.received <= worked.to_hand_over:
        raise rules.ReceivedTooMuch(due=worked.to_hand_over, received=asked.received)
    if asked.received:
        check_place(desk, asked.place_id)
    return worked


def report_entry(*, worked: Report, act_id: int = 0) -> Entry:
    """The journal entry of a report; without a key it is only to be shown."""
    sums: dict[Party, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in worked.rows:
        for at, amount in enumerate((row.gross, row.commission, row.shop_share)):
            sums[row.owner][at] += int(amount)
    sold = [
        Sold(owner, Money(gross), Money(commission), Money(share))
        for owner, (gross, commission, share) in sums.items()
        if gross
    ]
    asked = worked.asked
    slip = Slip(
        asked.on, f"sales.consignment:{act_id}", words.memo("report", worked.shop.name, asked.memo),
        asked.place_id if asked.received else None,
    )  # fmt: skip
    return entries.shop_report(
        slip, sold, asked.received, Party(f"customer:{worked.shop.customer_id}")
    )


def _check_back(desk: Desk, asked: ShopReport, lines: list[ReportLine]) -> None:
    if not any(line.back for line in lines):
        return
    if asked.back_to in (None, asked.point_id):
        raise rules.SamePoint(field="back_to")
    products.get_point(desk.book_id, asked.back_to or 0)


def _worked(desk: Desk, asked: ShopReport, shop: Shop, line: ReportLine) -> Reported:
    item = consigned_item(desk, line.item_id)
    agreed = lying.agreed_price(desk.book_id, item.id)
    if agreed is None:
        raise rules.PriceMissing(item=item.name)
    mille = commission_of(desk, item, asked.on)
    if mille + shop.share_mille >= rules.WHOLE:
        raise rules.CommissionTooHigh
    gross = agreed.amount(line.sold)
    return Reported(
        line, item, owner_of(desk, item), agreed, gross, rules.part_of(gross, shop.share_mille),
        rules.part_of(gross, mille), mille,
    )  # fmt: skip


def _facts(worked: Report) -> dict[str, object]:
    asked = worked.asked
    return {
        "kind": acts.REPORT, "on_date": asked.on, "point_id": asked.point_id,
        "to_point_id": asked.back_to if any(row.line.back for row in worked.rows) else None,
        "place_id": asked.place_id if asked.received else None,
        "way": "place" if asked.received else "", "gross": int(worked.gross),
        "shop_share": int(worked.shop_share), "commission": int(worked.commission),
        "received": int(asked.received), "memo": asked.memo.strip(),
    }  # fmt: skip


def _move_all(desk: Desk, worked: Report, row: Reported, act_id: int) -> None:
    """Sold, spoiled, and given back to one of our own places."""
    asked, line = worked.asked, row.line
    still = Going(
        item=row.item, point_id=asked.point_id, kind="", quantity=0, price=row.agreed.price,
        factor=row.agreed.factor, unit=row.agreed.unit, reason=asked.memo,
    )  # fmt: skip
    steps = (
        replace(
            still, kind="sold", quantity=-line.sold, amount=row.gross, shop_share=row.shop_share,
            commission=row.commission, mille=row.mille,
        ),
        replace(still, kind="spoiled", quantity=-line.spoiled),
        replace(still, kind="moved_out", quantity=-line.back),
        replace(still, kind="moved_in", quantity=line.back, point_id=asked.back_to or 0),
    )  # fmt: skip
    for going in steps:
        if going.quantity:
            move(desk=desk, paper=paper_of(asked.on, act_id), going=going)
