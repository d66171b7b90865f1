"""Places where stock lies."""

from dataclasses import dataclass

from coop_app.refusal import N_, Refused

OFFICE, GROUP, SHOP, ENTERPRISE = "office", "group", "shop", "enterprise"
#: kind → its name on the screen (English message id)
POINT_KINDS = {
    OFFICE: N_("Office"),
    GROUP: N_("Village group"),
    SHOP: N_("Shop"),
    ENTERPRISE: N_("Own place"),
}


class PointNotEmpty(Refused):
    """Goods do not disappear with the place they lie at."""

    message = N_("Stock still lies at %(point)s. Move it to another point first.")
    field = "point"


@dataclass(frozen=True, slots=True)
class PointFacts:
    """What is written down about a point; a group's point names its group."""

    name: str
    kind: str = OFFICE
    group_id: int | None = None
    address: str = ""
