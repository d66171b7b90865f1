"""Seeded questions for the sums on a phone, and what the program itself answers to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from coop_app import money
from coop_app.cli.calculations import calculate
from coop_app.cli.calculations.reading import hundredths, plain
from coop_app.dates import Month
from coop_app.literacy.rules.calculators import comparing, debts, growing, lender, numbers, reserve
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.loans.rules.rate import Per
from coop_app.money import Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.savings.rules.interest import Method, Rates, Tax, Tier

Case = dict[str, Any]
MODES = ("on_top", "deducted")


@dataclass(frozen=True)
class Sum:
    """One sum: how a phone is asked, questions, and the program's answer."""

    #: an expression over `m` (the module) and `q` (the question)
    script: str
    module: str
    ask: Callable[[Random], Case]
    answer: Callable[[Case], Any]
    edges: tuple[Case, ...] = ()

    def questions(self, count: int) -> list[Case]:
        """The edges, then so many by chance, the same each time."""
        chance = Random(f"phone {self.module}")
        return [*self.edges, *(self.ask(chance) for _ in range(count))]

    def answers(self, questions: list[Case]) -> list[Any]:
        """The program's own, a refusal by its code, field and figures."""
        return [answered(self.answer, question) for question in questions]


def answered(answer: Callable[[Case], Any], question: Case) -> Any:
    try:
        return told(answer(question))
    except Refused as refusal:
        facts = {name: f"{fact}" for name, fact in refusal.facts.items()}
        return {"code": refusal.code, "field": refusal.field, "facts": facts}


def told(value: Any) -> Any:
    """As the test reads a phone's answer: whole numbers as text."""
    if isinstance(value, dict):
        return {name: told(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [told(one) for one in value]
    return f"{value}" if isinstance(value, int) and not isinstance(value, bool) else value


def decimal(chance: Random, most: int, places: int = 4) -> str:
    """Exact text: often a whole number, sometimes nothing, sometimes very small."""
    whole = chance.choice((0, chance.randint(0, 9), chance.randint(0, most)))
    part = chance.randint(0, 10**places - 1) if chance.random() < 0.6 else 0
    return f"{whole}.{part:0{places}d}" if part else str(whole)


def amount(chance: Random, most: int = 10**9) -> int:
    return chance.choice(
        (0, 1, chance.randint(1, 999), chance.randint(1, most), chance.randint(1, most) * 1000)
    )


def remittance(chance: Random) -> Case:
    return {
        "amount": decimal(chance, 90_000), "fee": decimal(chance, 500, 2), "fee_mode": chance.choice(MODES),
        "rate_offered": decimal(chance, 20_000), "rate_mid": chance.choice((None, "0", decimal(chance, 20_000))),
    }  # fmt: skip


def goal(chance: Random) -> Case:
    asked: Case = {"target": amount(chance), "saved": amount(chance)}
    which = chance.choice(("months", "per_month", "both"))
    if which != "per_month":
        asked["months"] = chance.randint(1, 400)
    if which != "months":
        asked["per_month"] = chance.randint(1, 5_000_000)
    return asked


def budget(chance: Random) -> Case:
    rows = [
        {"name": f"Amplop {n}", "planned": amount(chance), "spent": amount(chance)}
        for n in range(chance.randint(0, 9))
    ]
    return {"income": amount(chance), "envelopes": rows}


def cost(chance: Random) -> Case:
    asked: Case = {
        "costs": [amount(chance) for _ in range(chance.randint(1, 8))], "good_units": chance.choice((0, 1, 3, 7, 100, chance.randint(1, 5000))),
        "markup_percent": decimal(chance, 300, 2), "margin_percent": chance.choice(("100", decimal(chance, 99, 2))),
        "fixed_cost": amount(chance), "price": amount(chance),
    }  # fmt: skip
    return {
        name: value
        for name, value in asked.items()
        if name in {"costs", "good_units"} or chance.random() < 0.6
    }


def cost_answer(asked: Case) -> Any:
    rest = {name: value for name, value in asked.items() if name != "costs"}
    materials = [{"name": "x", "amount": one} for one in asked["costs"]]
    return calculate("product-cost", {"materials": materials, "labour": [], "overhead": [], **rest})


def loan(chance: Random) -> Case:
    per = chance.choice(("month", "year"))
    return {
        "principal": chance.choice((0, 1, chance.randint(1, 999), chance.randint(1000, 80_000_000))),
        "percent": decimal(chance, 9 if per == "month" else 48, 3), "per": per,
        "method": chance.choice(("flat", "declining", "annuity")), "months": chance.choice((0, 1, 2, 10, 12, 24, 36, 60)),
        "unit": chance.choice((1, 1, 1, 100, 500, 1000)), "grace": chance.choice((0, 0, 0, 1, 3)),
        "provision": chance.choice(("0", "1", "2.5", "100")), "admin": chance.choice((0, 25_000)),
    }  # fmt: skip


def loan_answer(asked: Case) -> Any:
    found = calculate("loan-schedule", {
        "principal": asked["principal"], "rate": {name: asked[name] for name in ("percent", "per", "method")},
        "term_months": asked["months"], "disbursed_on": "2026-01-31", "first_due": "2026-02-28",
        "rounding_unit": asked["unit"], "grace_months": asked["grace"],
        "fees": {"provision_percent": asked["provision"], "admin": asked["admin"]},
    })  # fmt: skip
    for row in found["instalments"]:
        del row["due"]
    return found


def services(chance: Random) -> Case:
    sent = chance.choice(("0", *(str(chance.randint(200, 20_000)) for _ in range(20))))
    mid = chance.choice((None, decimal(chance, 4000)))
    offers = [
        {"service": f"S{n}", "amount": sent, "fee": chance.choice(("0", decimal(chance, 205, 2))), "fee_mode": chance.choice(MODES),
         "rate_offered": f"{chance.randint(0, 4000)}.{chance.randint(1, 99):02d}", "rate_mid": mid, "open": chance.random() < 0.8}
        for n in range(chance.randint(1, 6))
    ]  # fmt: skip
    return {"offers": offers, "times": chance.choice((0, 1, 4, 12, 12, 52, 366, 367))}


def services_answer(asked: Case) -> Any:
    found = comparing.compare([_offer(one) for one in asked["offers"]], times=asked["times"])
    return {
        "ranked": [_ranked(one, found) for one in found.ranked],
        "unclear": [one.service for one in found.unclear],
        "mean": None if found.mean_percent is None else hundredths(found.mean_percent),
    }


def _offer(one: Case) -> comparing.Offer:
    mid = None if one["rate_mid"] is None else Decimal(one["rate_mid"])
    transfer = Transfer(
        amount=Decimal(one["amount"]), fee=Decimal(one["fee"]), fee_mode=FeeMode(one["fee_mode"]),
        rate_offered=Decimal(one["rate_offered"]), rate_mid=mid,
    )  # fmt: skip
    return comparing.Offer(one["service"], transfer, one["open"])


def _ranked(one: comparing.Offer, found: comparing.Comparison) -> list[Any]:
    assert found.best is not None
    year, behind = one.lost_in_year(found.times), one.behind(found.best, found.times)
    less = [
        [row.times, hundredths(row.each), plain(row.fees), row.saved]
        for row in found.fewer_with(one)
    ]
    facts = [one.service, str(one.mark), one.is_falsely_free, hundredths(one.per_unit)]
    return [*facts, year, behind, less]


def two_debts(chance: Random) -> Case:
    asked = loan(chance)
    return {**{name: asked[name] for name in ("principal", "percent", "per", "admin")},
            "months": chance.choice((0, 1, 10, 12, 120, 121)), "provision": chance.choice(("0", "2.5", "101"))}  # fmt: skip


def two_debts_answer(asked: Case) -> Any:
    wish = debts.Wish(
        principal=Money(asked["principal"]), percent=Decimal(asked["percent"]), per=Per(asked["per"]),
        months=asked["months"], provision_percent=Decimal(asked["provision"]), admin=Money(asked["admin"]),
    )  # fmt: skip
    found = debts.both(wish, today=date(2026, 8, 14))
    sides = [
        [
            side.first,
            side.last,
            side.schedule.total_interest,
            side.schedule.total,
            str(side.effective),
        ]
        for side in found.sides
    ]
    return {"sides": sides, "net": found.net, "fees": found.fees, "difference": found.difference}


def phone_loan(chance: Random) -> Case:
    return {
        "loan": amount(chance, 10**7),
        "cut_percent": decimal(chance, 60, 2),
        "daily_percent": decimal(chance, 4, 2),
        "days": chance.choice((0, 1, 7, 30, 366, 367)),
    }


def phone_loan_answer(asked: Case) -> Any:
    one = lender.PhoneLoan(
        loan=Money(asked["loan"]), cut_percent=Decimal(asked["cut_percent"]),
        daily_percent=Decimal(asked["daily_percent"]), days=asked["days"],
    )  # fmt: skip
    chain = [[each.loan, each.to_pay] for each in one.chain()]
    return [
        one.cut,
        one.received,
        one.interest,
        one.to_pay,
        one.cost,
        str(one.effective_percent_per_year),
        chain,
    ]


def bad_days(chance: Random) -> Case:
    return {
        "spending": amount(chance, 10**7),
        "months": chance.choice((0, 1, 3, 6, 12, 60, 61)),
        "saved": amount(chance, 10**7),
        "per_month": chance.choice((None, chance.randint(1, 10**6))),
    }


def bad_days_answer(asked: Case) -> Any:
    found = reserve.Reserve(Money(asked["spending"]), asked["months"], Money(asked["saved"]))
    pace = asked["per_month"]
    return {
        "target": found.goal.target, "missing": found.goal.missing,
        "months_needed": None if pace is None else found.goal.months(Money(pace)),
        "covered_months": str(found.covered_months), "filled_percent": found.filled_percent,
    }  # fmt: skip


def saving(chance: Random) -> Case:
    tiers = (
        [[10_000_000, "1.5"], [None, decimal(chance, 9, 2)]]
        if chance.random() < 0.5
        else [[None, decimal(chance, 12, 2)]]
    )
    terms = {
        "tiers": tiers,
        "basis": chance.choice((360, 365)),
        "free": chance.choice((0, 240_000)),
        "tax": "10",
    }
    plan = {
        "pokok": amount(chance, 10**5),
        "dues": amount(chance, 10**5),
        "voluntary": amount(chance, 10**6),
        "years": chance.choice((0, 1, 2, 30, 31)),
    }
    return {
        "plan": plan,
        "terms": terms,
        "first": f"{chance.randint(2023, 2030)}-{chance.randint(1, 12):02d}",
    }


def saving_answer(asked: Case) -> Any:
    terms, plan = asked["terms"], asked["plan"]
    tiers = tuple(
        Tier(None if below is None else Money(below), Decimal(percent))
        for below, percent in terms["tiers"]
    )
    earns = growing.Earns(
        method=Method.LOWEST, rates=Rates(tiers), day_basis=terms["basis"],
        tax=Tax(Money(terms["free"]), Decimal(terms["tax"])),
    )  # fmt: skip
    money_of = {name: Money(plan[name]) for name in ("pokok", "dues", "voluntary")}
    years = growing.grow(
        growing.Plan(**money_of, years=plan["years"]), earns, Month.parse(asked["first"])
    )
    return [[year.number, year.paid_in, year.interest, year.tax, year.total] for year in years]


SIGNS = (
    ".",
    ",",
    ".000",
    ",50",
    ",000",
    ".5",
    ",-",
    ",00",
    " ",
    "-",
    "Rp",
    "rp. ",
    "=",
    "x",
    "\u00a0",
    "0",
)


def typed(chance: Random) -> Case:
    """What fingers do to an amount."""
    number = chance.randint(0, 10 ** chance.randint(1, 13))
    text = chance.choice(
        (
            str(number),
            money.grouped(number),
            money.rupiah(-number),
            f"{number:,}",
            f"{number % 10**6},{number % 100}",
        )
    )
    for _ in range(chance.choice((0, 0, 1, 2))):
        place = chance.choice((0, len(text), chance.randint(0, len(text))))
        text = text[:place] + chance.choice(SIGNS) + text[place:]
    return {"text": text}


def rupiah_answer(asked: Case) -> Any:
    found = parse_rupiah(asked["text"])
    return [found, money.rupiah(found)]


def number_answer(asked: Case) -> Any:
    found = numbers.parse_number(asked["text"])
    return [hundredths(found * 10**4), numbers.number_text(found), numbers.number_text(found, 6)]
