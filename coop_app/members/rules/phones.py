"""Telephone numbers in any Indonesian spelling, kept as digits with the country code."""

import re

from coop_app.refusal import N_, Refused

HOME = "62"
# After the leading zero: mobile numbers 8xx have 9 to 12 digits, area code and line 8 to 11.
_MOBILE = re.compile(r"8[1-9]\d{7,10}")
_LINE = re.compile(r"[2-79]\d{7,10}")
_ABROAD = re.compile(r"[1-9]\d{7,14}")


class PhoneImpossible(Refused):
    """No telephone has this number."""

    message = N_("%(typed)s is no telephone number. Write it like 0812-3456-7890 or (0286) 321456.")
    field = "phone"


def normalised(text: str, *, field: str | None = None) -> str:
    """`6281234567890` from `0812-3456-7890`, `+62 812 …`, `62812…`, `812…`. Raises `PhoneImpossible`.

    A number abroad is kept when it is written with `+` or `00` and its country code.
    """
    typed = text.strip()
    digits = re.sub(r"[\s().\-/]+", "", typed.replace("(0)", ""))
    wide = digits.startswith(("+", "00"))
    digits = re.sub(r"^(\+|00)", "", digits)
    if not re.fullmatch(r"[0-9]+", digits):
        raise PhoneImpossible(typed=typed[:30], field=field)
    if wide and not digits.startswith(HOME):
        return _checked(digits, _ABROAD, typed, field)
    rest = digits.removeprefix(HOME) if wide or len(digits) > 10 else digits
    rest = rest.removeprefix("0")
    if rest.startswith("8"):
        return HOME + _checked(rest, _MOBILE, typed, field)
    if digits == rest:  # an area code is only told from a line by its zero or the country code
        raise PhoneImpossible(typed=typed[:30], field=field)
    return HOME + _checked(rest, _LINE, typed, field)


def _checked(digits: str, shape: re.Pattern[str], typed: str, field: str | None) -> str:
    same = re.search(r"(\d)\1{7}", digits)
    if same or not shape.fullmatch(digits):
        raise PhoneImpossible(typed=typed[:30], field=field)
    return digits


def shown(phone: str | None) -> str:
    """`0812-3456-7890` as people dictate it; `+852…` for one abroad."""
    if not phone:
        return ""
    if not phone.startswith(HOME):
        return f"+{phone}"
    local = "0" + phone.removeprefix(HOME)
    if local.startswith("08"):
        return "-".join(filter(None, (local[:4], local[4:8], local[8:])))
    return local
