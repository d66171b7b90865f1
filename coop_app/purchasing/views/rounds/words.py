"""A round in words: its states, how full the sack is, the next price, the text for the group."""

from flask_babel import gettext

from coop_app.money import grouped
from coop_app.purchasing.queries.rounds import Item, Round, Standing
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.lots import IN_RUPIAH
from coop_app.purchasing.rules.rounds.progress import Progress
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.refusal import N_
from coop_app.web.filters import moment, rupiah_text

#: state → its name on the screen (English message id)
STATES = {
    life.DRAFT: N_("Draft"),
    life.OPEN: N_("Open"),
    life.FILLING: N_("Filling the sacks"),
    life.CLOSED: N_("Closed for orders"),
    life.ORDERED: N_("Ordered"),
    life.RECEIVED: N_("Goods have come"),
    life.DISTRIBUTED: N_("Handed out"),
    life.SETTLED: N_("Settled"),
    life.CANCELLED: N_("Cancelled"),
}
#: act → what the history says
ACTS = {
    "edit": N_("Plan changed"),
    "open": N_("Opened for orders"),
    "fill": N_("Filling the sacks began"),
    "close": N_("Closed for orders"),
    "extend": N_("More time given"),
    "place": N_("Ordered at the supplier"),
    "receive": N_("Goods received"),
    "unreceive": N_("Goods receipt taken back"),
    "distribute": N_("Goods handed out"),
    "settle": N_("Settled"),
    "cancel": N_("Cancelled"),
}


def _(message: str, **facts: object) -> str:
    return str(gettext(message, **facts))


def quantity(number: int, unit: str) -> str:
    """`1.250 kg`."""
    return f"{grouped(number)} {unit}"


def wanted_text(wanted: Wanted, unit: str) -> str:
    """`25 kg, up to 5 more, at most Rp10.600 per kg`."""
    parts = [quantity(wanted.quantity, unit)]
    if wanted.tolerance:
        parts.append(_("up to %(more)s more", more=quantity(wanted.tolerance, unit)))
    if wanted.ceiling:
        parts.append(_("only up to %(price)s", price=rupiah_text(wanted.ceiling)))
    return ", ".join(parts)


def terms_text(item: Item) -> str:
    """`karung of 25 kg, minimum 100 kg, at most 500 kg`."""
    parts = []
    if item.terms.pack_size > 1:
        size = quantity(item.terms.pack_size, item.order_unit)
        parts.append(_("%(pack)s of %(size)s", pack=item.pack_unit, size=size))
    if item.terms.minimum:
        parts.append(_("minimum %(least)s", least=minimum_text(item)))
    if item.terms.maximum:
        most = quantity(item.terms.maximum, item.order_unit)
        parts.append(_("at most %(most)s", most=most))
    return ", ".join(parts)


def minimum_text(item: Item) -> str:
    """The supplier's minimum in its own unit."""
    if item.terms.minimum_unit == IN_RUPIAH:
        return rupiah_text(item.terms.minimum)
    return quantity(item.terms.minimum, item.order_unit)


def fill_sentence(item: Item, seen: Progress) -> str:
    """How full the packs are, and what is missing."""
    if not seen.level.quantity:
        return _("Nobody has ordered yet.")
    total = quantity(seen.level.quantity, item.order_unit)
    if item.terms.pack_size == 1:
        return _("%(total)s ordered so far.", total=total)
    packs = quantity(seen.level.packs, item.pack_unit)
    if not seen.begun:
        return _("%(total)s ordered: %(packs)s full.", total=total, packs=packs)
    if not seen.level.missing:
        return _("%(total)s ordered, with tolerance %(packs)s are full.", total=total, packs=packs)
    return _(
        "%(total)s ordered. %(missing)s more and %(nth)s %(pack)s are full.",
        total=total, missing=quantity(seen.level.missing, item.order_unit),
        nth=seen.level.quantity // item.terms.pack_size + 1, pack=item.pack_unit,
    )  # fmt: skip


def next_sentence(item: Item, seen: Progress) -> str:
    """`12 kg more and everyone pays Rp500 less per kg`; empty where there is one price."""
    if seen.next is None:
        at_best = len(item.terms.tiers) > 1 and seen.level.quantity
        return _("The lowest price is reached.") if at_best else ""
    return _(
        "%(missing)s more and everyone pays %(less)s less per %(unit)s.",
        missing=quantity(seen.next.missing, item.order_unit), less=rupiah_text(seen.next.less),
        unit=item.order_unit,
    )  # fmt: skip


def minimum_sentence(item: Item, seen: Progress) -> str:
    """Whether the supplier's minimum is reached; empty without one."""
    if not seen.minimum:
        return ""
    if not seen.minimum_missing:
        return _("The supplier's minimum of %(least)s is reached.", least=minimum_text(item))
    missing = (
        rupiah_text(seen.minimum_missing)
        if seen.minimum_unit == IN_RUPIAH
        else quantity(seen.minimum_missing, item.order_unit)
    )
    return _(
        "%(missing)s are missing until the supplier's minimum of %(least)s.",
        missing=missing, least=minimum_text(item),
    )  # fmt: skip


def left_sentence(item: Item, seen: Progress) -> str:
    """How much the supplier can still bring; empty without a limit."""
    if seen.left is None:
        return ""
    if not seen.left:
        return _("All that the supplier can bring is taken.")
    return _("Only %(left)s left.", left=quantity(seen.left, item.order_unit))


def per_unit(price: int, unit: str) -> str:
    """`Rp11.000 per kg`."""
    return _("%(price)s per %(unit)s", price=rupiah_text(price), unit=unit)


def sentences(shown: Round, standing: Standing) -> list[str]:
    """All that there is to say about an item now; nobody is told to order more once that is over."""
    item, seen = standing.item, standing.progress
    if shown.state not in (life.DRAFT, *life.TAKES_ORDERS):
        return [_("%(total)s ordered.", total=quantity(seen.level.quantity, item.order_unit))]
    said = [
        fill_sentence(item, seen), next_sentence(item, seen), minimum_sentence(item, seen),
        left_sentence(item, seen),
    ]  # fmt: skip
    return [sentence for sentence in said if sentence]


def share_text(shown: Round, standings: list[Standing], link: str, house: str) -> list[str]:
    """What is sent to the group: totals only, nobody's name."""
    lines = [f"*{shown.title}*", house]
    if shown.state in life.TAKES_ORDERS:
        lines.append(_("Order until %(when)s.", when=moment(shown.times.closes_at)))
    for standing in standings:
        item, seen = standing.item, standing.progress
        lines.append(f"*{item.name}*: {per_unit(seen.price, item.order_unit)}")
        lines += sentences(shown, standing)
    if shown.pickup:
        lines.append(_("Fetch the goods: %(where)s", where=shown.pickup))
    return [*lines, link]


def cancel_text(shown: Round, why: str, house: str) -> list[str]:
    """What members are told when a round is given up."""
    return [
        f"*{shown.title}*",
        house,
        _("This round was cancelled: %(why)s", why=why),
        _("What you have paid in advance stays yours: ask the treasurer."),
    ]
