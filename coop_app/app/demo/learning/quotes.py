"""A year of quotes of invented remittance services, and what some families keep of the tools."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth import queries as accounts
from coop_app.auth import rules as roles
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.literacy.queries.family import households
from coop_app.literacy.rules.calculators.quotes import Quote
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.literacy.service.calculators import keeping, quoting

_MONTHS = 12
#: what one unit cost between banks, invented; and the amount people ask about
_BETWEEN = {"HKD": (2_098, 3_000), "TWD": (512, 12_000), "MYR": (3_742, 1_500)}


@dataclass(frozen=True, slots=True)
class _Service:
    """An invented service: its fee by currency, its margin in hundredths of a percent, how it speaks."""

    name: str
    fees: dict[str, str]
    margin: int
    source: str
    mode: FeeMode = FeeMode.ON_TOP
    is_open: bool = True
    days: int = 1
    #: asked every so many months
    every: int = 2


_SERVICES = (
    _Service("Kilat Rupiah (aplikasi)", {"HKD": "15", "TWD": "150", "MYR": "5"}, 55,
             "Layar aplikasi, dibaca pelatih", days=0, every=1),
    _Service("Toko Remit Sinar", {"HKD": "25", "TWD": "200", "MYR": "8"}, 120,
             "Papan kurs di toko, foto dari Bu Yati"),
    _Service("Bank Nusa Jaya", {"HKD": "60", "TWD": "400", "MYR": "25"}, 190,
             "Brosur bank", FeeMode.DEDUCTED, days=2, every=3),
    _Service("Gratis Kirim", {"HKD": "0", "TWD": "0", "MYR": "0"}, 355,
             "Iklan di telepon", every=3),
    _Service("Titip Lewat Agen", {"HKD": "40"}, 300,
             "Telepon; kursnya baru disebut setelah bayar", is_open=False, days=3, every=6),
)  # fmt: skip

_KEPT = (
    ("goal", "Atap dapur", {"name": "Atap dapur", "target": "6.000.000", "saved": "750.000", "months": "12"}),
    ("emergency", "Dana darurat kami", {"spending": "2.500.000", "months": "6", "per_month": "400.000"}),
    ("debt", "Motor", {"principal": "12.000.000", "percent": "1,5", "per": "month", "term_months": "24"}),
    ("price", "Keripik satu wajan", {"good_units": "40", "packaging": "30.000", "own_hours": "3", "hourly_rate": "10.000"}),
)  # fmt: skip


def each_month(house: House, month: Month, today: date) -> None:
    """The trainer asks around once a month; the last months are still fresh, older quotes are called old."""
    age = (today.year - month.year) * 12 + today.month - month.number
    asked_on = month.first.replace(day=12)
    if not 0 <= age < _MONTHS or asked_on > today:
        return
    random = Random(f"kutipan {month}")  # noqa: S311 - invented figures
    by = _trainer(house)
    with transaction():
        for place, one in enumerate(_SERVICES):
            if (age + place) % one.every == 0:
                _ask(house, one, (asked_on, today, by, random))
        if not age:
            _keep(house, today)


def _ask(house: House, one: _Service, when: tuple[date, date, int, Random]) -> None:
    asked_on, today, by, random = when
    for currency in one.fees:
        quoting.write_down(
            cooperative_id=house.cooperative_id, quote=_answer(one, currency, asked_on, random),
            request_id=f"demo-kutipan-{asked_on}-{one.name}-{currency}", by=by, today=today,
        )  # fmt: skip


def _answer(one: _Service, currency: str, asked_on: date, random: Random) -> Quote:
    usual, amount = _BETWEEN[currency]
    mid = Decimal(usual) * (1000 + random.randint(-15, 15)) / 1000
    rate = mid * (10_000 - one.margin - random.randint(0, 20)) / 10_000
    cent = Decimal("0.01")
    transfer = Transfer(
        amount=Decimal(amount), fee=Decimal(one.fees[currency]), fee_mode=one.mode,
        rate_offered=rate.quantize(cent), rate_mid=mid.quantize(cent),
    )  # fmt: skip
    return Quote(
        currency=currency, service=one.name, quoted_on=asked_on, transfer=transfer,
        source=one.source, is_open=one.is_open, days=one.days,
    )  # fmt: skip


def _keep(house: House, today: date) -> None:
    """The first families keep what they worked out in the last lesson."""
    homes = households.all_homes(house.cooperative_id)
    for home, (tool, title, inputs) in zip(homes, _KEPT, strict=False):
        keeping.keep(
            cooperative_id=house.cooperative_id, household_id=home.id, tool=tool, title=title,
            inputs={name: [text] for name, text in inputs.items()}, today=today,
            request_id=f"demo-hitungan-{home.id}",
        )  # fmt: skip


def _trainer(house: House) -> int:
    people = accounts.users(house.cooperative_id)
    return next((one.id for one in people if one.role == roles.PELATIH), house.treasurer)
