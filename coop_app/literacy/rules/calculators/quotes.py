"""What may be written down as a quote of a remittance service, and how old one may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop_app.literacy.rules.remittance import Transfer
from coop_app.refusal import N_, Refused

#: currencies of the countries where most members work or worked; others are typed
CURRENCIES = ("HKD", "TWD", "MYR", "SGD", "KRW", "JPY", "SAR", "AED", "BND", "USD")
#: from so many days on a quote is called old; from the second on it is not offered
OLD_DAYS, TOO_OLD_DAYS = 30, 366
SLOWEST = 60
LONGEST_NAME, LONGEST_SOURCE = 60, 160


class ServiceUnnamed(Refused):
    """A quote is somebody's."""

    message = N_("Write the name of the service.")
    field = "service"


class SourceMissing(Refused):
    """Others must be able to look it up."""

    message = N_("Write where you read or heard this, for example a leaflet or a phone call.")
    field = "source"


class CurrencyUnclear(Refused):
    """Currencies have three letters."""

    message = N_("Write the currency with three letters, for example HKD.")
    field = "currency"


class OtherCurrency(Refused):
    """Services are compared in one currency."""

    message = N_("The services you ticked are for %(currency)s. Choose that money, or tick others.")
    field = "currency"


class QuotedInFuture(Refused):
    """A quote was read."""

    message = N_("The day of the quote is still to come. Choose today or an earlier day.")
    field = "quoted_on"


class TooSlow(Refused):
    """Money that takes longer is lost."""

    message = N_("Write 0 to %(slowest)s days.")
    field = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a service asked for a transfer on a day; the transfer is in `currency`."""

    currency: str
    service: str
    quoted_on: date
    transfer: Transfer
    source: str
    is_open: bool = True
    days: int | None = None

    def age(self, today: date) -> int:
        """In days."""
        return (today - self.quoted_on).days

    def is_old(self, today: date) -> bool:
        """Whether its age must be said aloud."""
        return self.age(today) >= OLD_DAYS


def check(quote: Quote, *, today: date) -> None:
    """Raises `ServiceUnnamed`, `SourceMissing`, `CurrencyUnclear`, `QuotedInFuture`, `TooSlow`."""
    if not quote.service.strip():
        raise ServiceUnnamed
    if not quote.source.strip():
        raise SourceMissing
    if not is_currency(quote.currency):
        raise CurrencyUnclear
    if quote.quoted_on > today:
        raise QuotedInFuture
    if quote.days is not None and not 0 <= quote.days <= SLOWEST:
        raise TooSlow(slowest=SLOWEST)


def check_currency(quotes: Iterable[Quote], currency: str) -> None:
    """Raises `OtherCurrency`."""
    others = sorted({quote.currency for quote in quotes} - {currency})
    if others:
        raise OtherCurrency(currency=", ".join(others))


def is_currency(text: str) -> bool:
    """Whether it looks like HKD."""
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()
