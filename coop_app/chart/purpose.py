"""A role with its sentence: the pattern of what an account is for."""

from enum import StrEnum
from typing import Self


class Purpose(StrEnum):
    """The name by which features post to an account; `meaning` is a gettext id for the screen."""

    meaning: str

    def __new__(cls, key: str, meaning: str) -> Self:
        role = str.__new__(cls, key)
        role._value_ = key
        role.meaning = meaning
        return role
