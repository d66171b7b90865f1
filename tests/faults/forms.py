"""Every form that moves money or counts it, filled in: where it goes and what stands in it."""

from random import Random
from typing import Any

from tests.faults.house import House, today

Filled = tuple[str, str, dict[str, Any]]


def deposit(house: House, amount: int, *, member: int = 0) -> Filled:
    facts = {"on": today().isoformat(), "place": house.cash, "sukarela": amount}
    return "savings", f"/simpanan/setor/{house.members[member]}", facts


def dues(house: House, amount: int, *, member: int = 0) -> Filled:
    facts = {"on": today().isoformat(), "place": house.cash, "wajib": amount}
    return "savings", f"/simpanan/setor/{house.members[member]}", facts


def withdrawal(house: House, amount: int, *, member: int = 0) -> Filled:
    facts = {
        "on": today().isoformat(), "place": house.cash, "product": "sukarela", "amount": amount
    }  # fmt: skip
    return "savings", f"/simpanan/tarik/{house.members[member]}", facts


def money_in(house: House, amount: int) -> Filled:
    facts = {
        "direction": "in", "place_id": house.cash, "description": "Uang uji",
        "category": "other_income", "amount": amount, "on": today().isoformat(), "group_id": 0,
        "step": "save",
    }  # fmt: skip
    return "cash", "/kas/catat", facts


def money_out(house: House, amount: int) -> Filled:
    kind, path, facts = money_in(house, amount)
    return kind, path, facts | {"direction": "out", "category": "other_expense"}


def transfer(house: House, amount: int) -> Filled:
    facts = {
        "place_id": house.cash, "to_id": house.box, "amount": amount, "on": today().isoformat(),
        "step": "save",
    }  # fmt: skip
    return "cash", "/kas/pindah", facts


def voucher(_house: House, amount: int) -> Filled:
    facts = {
        "on": today().isoformat(), "memo": "Memorial uji", "account": [ACCOUNTS[0], ACCOUNTS[1]],
        "debit": [amount, ""], "credit": ["", amount], "line_memo": ["", ""],
    }  # fmt: skip
    return "voucher", "/buku/memorial", facts


#: other expense and cash on hand of the cooperative's chart; set by `conftest.py`
ACCOUNTS = ["", ""]


def member(house: House, number: int) -> Filled:
    facts = {
        "name": f"Calon {number:05d}", "group_id": house.group_id, "sex": "F",
        "joined_on": today().isoformat(), "birth_year": 1950 + number % 50, "despite_double": "1",
    }  # fmt: skip
    return "member", "/anggota/baru", facts


def count(house: House, pieces: int) -> Filled:
    facts = {"on": today().isoformat(), "witnesses": "Bu Sri", "pieces-1000": pieces}
    return "count", f"/kas/{house.cash}/hitung", facts


def any_act(house: House, random: Random) -> Filled:
    """One act of a busy day."""
    who, amount = random.randrange(len(house.members)), random.randint(1, 50) * 100
    return random.choice(
        (
            lambda: deposit(house, amount, member=who),
            lambda: deposit(house, amount, member=who),
            lambda: withdrawal(house, amount, member=who),
            lambda: money_in(house, amount),
            lambda: money_out(house, amount),
            lambda: transfer(house, amount),
            lambda: voucher(house, amount),
        )
    )()
