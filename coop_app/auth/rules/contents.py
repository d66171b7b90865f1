"""What a form asks for, as the plain contents an approval binds, and back again."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from coop_app.dates import Month

T = TypeVar("T")


def packed(value: Any) -> Any:
    """Dataclasses, dates, months, money and tuples as JSON can hold them."""
    if isinstance(value, Enum):
        return packed(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Month | Decimal | Fraction):
        return str(value)
    if isinstance(value, bool | str | NoneType):
        return value
    return int(value) if isinstance(value, int) else _parts(value)


def _parts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): packed(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [packed(one) for one in value]
    return {field.name: packed(getattr(value, field.name)) for field in fields(value)}


def unpacked(kind: type[T], raw: Any) -> T:
    """The value of this type again."""
    found: T = _value(kind, raw)
    return found


def _value(kind: Any, raw: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return raw if type(raw) in inner else _value(_other_than_none(inner), raw)
    if origin is tuple:
        kinds = [inner[0]] * len(raw) if inner[-1] is Ellipsis else inner
        return tuple(_value(one, cell) for one, cell in zip(kinds, raw, strict=True))
    if origin is list:
        return [_value(inner[0], cell) for cell in raw]
    if origin in (dict, Mapping):
        return {_key(inner[0], key): _value(inner[1], cell) for key, cell in raw.items()}
    return _simple(kind, raw)


def _simple(kind: Any, raw: Any) -> Any:
    if kind is Any or raw is None:
        return raw
    if kind is Month:
        return Month.parse(raw)
    if kind is date:
        return date.fromisoformat(raw)
    if is_dataclass(kind):
        hints, make = get_type_hints(kind), cast("Any", kind)
        return make(**{name: _value(hints[name], cell) for name, cell in raw.items()})
    return kind(raw)


def _key(kind: Any, text: str) -> Any:
    return int(text) if kind is int else _value(kind, text)


def _other_than_none(kinds: tuple[Any, ...]) -> Any:
    return next(one for one in kinds if one is not NoneType)
