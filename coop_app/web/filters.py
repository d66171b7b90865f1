"""How money, dates and static files look in a template."""

import hashlib
from datetime import date, datetime
from functools import lru_cache

from flask import Flask, g, url_for
from flask_babel import get_locale, gettext

from coop_app import money
from coop_app.clock import office_time
from coop_app.dates import MONTH_NAMES, Month, long_date
from coop_app.paths import PACKAGE

SPRITE = "vendor/lucide-1.62.0/sprite.svg"


def _english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def rupiah_text(amount: int) -> str:
    """`Rp1.250.000` in both languages: it is what stands on the notes."""
    return money.rupiah(amount)


def day(value: date | None) -> str:
    """`14 Agu 2026`; an em dash where there is no date."""
    if value is None:
        return "—"
    if _english():
        return value.strftime("%-d %b %Y")
    return f"{value.day} {MONTH_NAMES[value.month - 1][:3]} {value.year}"


def long_day(value: date) -> str:
    """`Sabtu, 14 Desember 2024`."""
    if _english():
        return value.strftime("%A, %-d %B %Y")
    return long_date(value)


def month_name(value: Month) -> str:
    """`Juli 2025`."""
    return value.first.strftime("%B %Y") if _english() else value.name


def short_months() -> list[str]:
    """The heads of twelve narrow columns: `Jan`, `Feb`, … `Des`."""
    return [month_name(Month(2000, number))[:3] for number in range(1, 13)]


def moment(value: datetime | None) -> str:
    """A moment on the office's clock: `14 Agu 2026 09.05`."""
    if value is None:
        return "—"
    local = office_time(value)
    return f"{day(local.date())} {local:%H.%M}"


def percent(basis_points: int) -> str:
    """`1,5%` from 150."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + "%"


def sides(amount: int) -> tuple[int, int]:
    """A signed amount as debit and credit."""
    return (amount, 0) if amount >= 0 else (0, -amount)


@lru_cache(maxsize=64)
def _fingerprint(name: str) -> str:
    return hashlib.sha256((PACKAGE / "static" / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file, with its content's fingerprint; made once for each answer."""
    made: dict[str, str] = g.setdefault("asset_urls", {})
    if name not in made:
        made[name] = url_for("static", filename=name, v=_fingerprint(name))
    return made[name]


def install(app: Flask) -> None:
    """Make them known to all templates."""
    app.jinja_env.filters.update(
        rupiah=rupiah_text,
        grouped=money.grouped,
        bracketed=money.bracketed,
        terbilang=money.terbilang,
        day=day,
        long_day=long_day,
        month_name=month_name,
        moment=moment,
        percent=percent,
        sides=sides,
        gettext=gettext,
    )
    app.jinja_env.globals.update(asset=asset, sprite=SPRITE)
