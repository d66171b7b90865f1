"""Quotes of remittance services for tests, made through the service."""

import itertools
from decimal import Decimal
from typing import Any

from coop_app.db import transaction
from coop_app.literacy.rules.calculators.quotes import Quote
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.literacy.service.calculators import quoting
from tests.make import TODAY
from tests.people import add_person

_count = itertools.count(1)


def a_quote(service: str = "Toko Remit Wanchai", **facts: Any) -> Quote:
    """HKD 2.000 for HKD 20 on top at Rp2.080, Rp2.100 between banks."""
    values = {
        "amount": Decimal(2000), "fee": Decimal(20), "fee_mode": FeeMode.ON_TOP,
        "rate_offered": Decimal(2080), "rate_mid": Decimal(2100),
    }  # fmt: skip
    transfer = Transfer(**{name: facts.pop(name, value) for name, value in values.items()})
    known = {"currency": "HKD", "quoted_on": TODAY, "source": "Brosur di toko"} | facts
    return Quote(service=service, transfer=transfer, **known)


def make_quote(cooperative_id: int, service: str = "Toko Remit Wanchai", **facts: Any) -> int:
    """A quote written down by a trainer; returns its key."""
    by, _name = add_person(cooperative_id, "pelatih")
    with transaction():
        return quoting.write_down(
            cooperative_id=cooperative_id, quote=a_quote(service, **facts), by=by,
            request_id=f"kutipan-{next(_count)}", today=TODAY,
        )  # fmt: skip
