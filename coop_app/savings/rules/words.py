"""The sentences that the journal keeps; the book is kept in Indonesian."""

from collections.abc import Sequence

from coop_app.dates import MONTH_NAMES, Month
from coop_app.savings.rules.dues import merged
from coop_app.savings.rules.payments import ADMISSION, WITHDRAWAL

#: why money is held that a withdrawal will take as soon as a second person agrees
WAITING = "menunggu persetujuan orang kedua"


def months_text(months: Sequence[Month]) -> str:
    """`Juni–Agustus 2026, Oktober 2026`."""
    return ", ".join(_span(first, last) for first, last in merged(months))


def _span(first: Month, last: Month) -> str:
    if first == last:
        return first.name
    if first.year == last.year:
        return f"{MONTH_NAMES[first.number - 1]}–{last.name}"
    return f"{first.name}–{last.name}"


def memo(kind: str, who: str, products: Sequence[str], months: Sequence[Month], note: str) -> str:
    """`Setoran simpanan wajib Juni–Agustus 2026: 0017 Sri Wahyuni`."""
    act = {WITHDRAWAL: "Penarikan", ADMISSION: "Anggota baru,"}.get(kind, "Setoran")
    what = " dan ".join(product[:1].lower() + product[1:] for product in products)
    when = f" {months_text(months)}" if months else ""
    return f"{act} {what}{when}: {who}" + (f" ({note})" if note else "")
