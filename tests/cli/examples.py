"""One readable input for each calculation of `coop calc`."""

from typing import Any

LOAN = {
    "principal": 4_000_000,
    "rate": {"percent": "12", "per": "year", "method": "annuity"},
    "term_months": 12,
    "disbursed_on": "2025-01-31",
    "first_due": "2025-02-28",
    "rounding_unit": 1,
    "grace_months": 0,
}

#: name → (input, its fields that may be missing or null)
EXAMPLES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "loan-schedule": (
        LOAN | {"fees": {"provision_percent": "1", "admin": 20_000}},
        {"rounding_unit", "grace_months", "fees"},
    ),
    "loan-payment": (
        {
            "owed": {
                "penalty": 1,
                "interest_arrears": 2,
                "interest": 3,
                "principal_arrears": 4,
                "principal": 5,
            },
            "paid": 10,
            "order": [
                "principal",
                "principal_arrears",
                "interest",
                "interest_arrears",
                "penalty",
            ],
        },
        {"order"},
    ),
    "loan-settlement": (
        LOAN
        | {
            "rate": {"percent": "1.5", "per": "month", "method": "flat"},
            "paid_instalments": 6,
            "rule": "rule_of_78",
        },
        {"rounding_unit", "grace_months"},
    ),
    "loan-class": (
        {
            "instalment_period_months": 1,
            "principal_arrears_months": 7,
            "collateral_percent": 80,
            "rescuable": True,
            "months_doubtful": 0,
        },
        set(),
    ),
    "savings-interest": (
        {
            "method": "daily",
            "percent_per_year": "5",
            "day_basis": 365,
            "from": "2025-06-01",
            "to": "2025-06-30",
            "opening": 0,
            "movements": [
                {"date": "2025-06-01", "amount": 100_000_000},
                {"date": "2025-06-16", "amount": -40_000_000},
            ],
            "tiers": [{"below": 50_000_000, "percent_per_year": "3"}],
            "tax_free_per_month": 240_000,
            "tax_percent": "10",
        },
        {"tiers"},
    ),
    "dues": (
        {
            "dues": [{"from": "2024-01", "amount": 20_000}],
            "joined": "2024-01-10",
            "payments": [{"date": "2024-02-01", "amount": 30_000, "months": None}],
            "on": "2024-03-31",
        },
        set(),
    ),
    "surplus": (
        {
            "sources": {"member": 104_450, "nonmember": 1_000},
            "shares": {
                "member": {"reserve": "40", "JM": "20", "JU": "20", "social": 20},
                "nonmember": {"reserve": 100},
            },
            "member_pools": {"JM": "savings", "JU": "business"},
            "members": [
                {"number": 1, "savings": 100, "business": 5},
                {"number": 2, "savings": 200, "business": 0},
            ],
            "residue_fund": "reserve",
        },
        set(),
    ),
    "stock": (
        {
            "method": "fifo",
            "moves": [
                {"in": 80, "unit_cost": 15_000},
                {"in": 120, "unit_cost": 18_000},
                {"out": 150},
            ],
        },
        set(),
    ),
    "product-cost": (
        {
            "materials": [{"name": "ayam", "amount": 915_000}],
            "labour": [{"name": "upah", "amount": 160_000}],
            "overhead": [{"name": "gas", "amount": 141_667}],
            "good_units": 100,
            "markup_percent": "30",
            "margin_percent": "30",
            "fixed_cost": 1_000_000,
            "price": 17_500,
        },
        {"markup_percent", "margin_percent", "fixed_cost", "price"},
    ),
    "order-round": (
        {
            "pack_size": 25,
            "minimum": 50,
            "orders": [
                {"member": "A", "quantity": 40, "tolerance": 10, "at": "2026-01-01T08:00"},
                {"member": "B", "quantity": 35, "tolerance": 5, "at": "2026-01-01T09:00"},
                {"member": "C", "quantity": 20, "tolerance": 10, "at": "2026-01-01T10:00"},
            ],
            "received": 100,
            "rule": "proportional",
        },
        {"minimum", "received"},
    ),
    "share-cost": ({"amount": 100_000, "weights": {"A": 31, "B": 28, "C": 16}}, set()),
    "remittance": (
        {
            "amount": 1_000,
            "fee": "10.5",
            "fee_mode": "on_top",
            "rate_offered": 3_520,
            "rate_mid": 3_650,
        },
        set(),
    ),
    "goal": (
        {"target": 1_000, "saved": 400, "months": 5, "per_month": 99},
        {"per_month", "months"},
    ),
    "budget": (
        {
            "income": 7_000_000,
            "envelopes": [{"name": "pangan", "planned": 1_700_000, "spent": 1_800_000}],
        },
        set(),
    ),
    "words": ({"amount": 1_001_000}, set()),
}
