"""Reading recipes: the version in force, the earlier ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import Recipe as RecipeRow
from coop_app.enterprises.models import RecipeCost, RecipePart, RecipeVersion
from coop_app.enterprises.rules.workshop.costing import CostKind, PlannedCost
from coop_app.enterprises.rules.workshop.recipes import NewRecipe, Part
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Recipe:
    """One version of a recipe; `latest` tells whether it is the one in force."""

    id: int
    version_id: int
    version: int
    made_at: datetime
    what: NewRecipe
    latest: int

    @property
    def item_id(self) -> int:
        """The product that comes out."""
        return self.what.item_id

    @property
    def is_latest(self) -> bool:
        """Whether new batches are made by it."""
        return self.version == self.latest


def list_recipes(cooperative_id: int, enterprise_id: int) -> list[Recipe]:
    """The recipes of an enterprise in their newest version, oldest recipe first."""
    found = _recipes(cooperative_id, RecipeRow.enterprise_id == enterprise_id)
    return [recipe for recipe in found if recipe.is_latest]


def get_recipe(cooperative_id: int, enterprise_id: int, recipe_id: int) -> Recipe:
    """A recipe in its newest version. Raises `NotFound`."""
    return versions_of(cooperative_id, enterprise_id, recipe_id)[-1]


def versions_of(cooperative_id: int, enterprise_id: int, recipe_id: int) -> list[Recipe]:
    """All versions, oldest first. Raises `NotFound`."""
    where = (RecipeRow.enterprise_id == enterprise_id, RecipeRow.id == recipe_id)
    if not (found := _recipes(cooperative_id, *where)):
        raise NotFound
    return found


def get_version(cooperative_id: int, enterprise_id: int, version_id: int) -> Recipe:
    """One version. Raises `NotFound`."""
    recipe = sa.select(RecipeVersion.recipe_id).where(RecipeVersion.id == version_id)
    where = (RecipeRow.enterprise_id == enterprise_id, RecipeRow.id == recipe.scalar_subquery())
    for found in _recipes(cooperative_id, *where):
        if found.version_id == version_id:
            return found
    raise NotFound


def find_recipe_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """The recipe's key and the content of an earlier request."""
    query = sa.select(RecipeVersion.recipe_id, RecipeVersion.fingerprint).where(
        RecipeVersion.cooperative_id == cooperative_id, RecipeVersion.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.recipe_id, row.fingerprint) if row else None


def _recipes(cooperative_id: int, *where: sa.ColumnElement[bool]) -> list[Recipe]:
    query = (
        sa.select(RecipeVersion, RecipeRow.item_id)
        .join(RecipeRow, RecipeRow.id == RecipeVersion.recipe_id)
        .where(RecipeRow.cooperative_id == cooperative_id, *where)
        .order_by(RecipeRow.id, RecipeVersion.version)
    )
    rows = session.execute(query).all()
    keys = [row.RecipeVersion.id for row in rows]
    parts, costs = _parts(keys), _costs(keys)
    latest = {row.RecipeVersion.recipe_id: row.RecipeVersion.version for row in rows}
    return [
        _recipe(row.RecipeVersion, row.item_id, parts, costs, latest[row.RecipeVersion.recipe_id])
        for row in rows
    ]


def _recipe(
    row: RecipeVersion,
    item_id: int,
    parts: dict[int, list[Part]],
    costs: dict[int, list[PlannedCost]],
    latest: int,
) -> Recipe:
    what = NewRecipe(
        item_id, row.makes, tuple(parts[row.id]), tuple(costs[row.id]), row.own_minutes,
        Money(row.hourly_rate), row.note,
    )  # fmt: skip
    return Recipe(row.recipe_id, row.id, row.version, row.made_at, what, latest)


def _parts(version_ids: Sequence[int]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for row in _numbered(RecipePart, RecipePart.version_id.in_(version_ids)):
        found[row.version_id].append(Part(row.item_id, row.quantity))
    return found


def _costs(version_ids: Sequence[int]) -> dict[int, list[PlannedCost]]:
    found: dict[int, list[PlannedCost]] = defaultdict(list)
    for row in _numbered(RecipeCost, RecipeCost.version_id.in_(version_ids)):
        cost = PlannedCost(CostKind(row.kind), row.name, Money(row.amount), row.days, row.is_paid)
        found[row.version_id].append(cost)
    return found


def _numbered(table: Any, where: sa.ColumnElement[bool]) -> Iterable[Any]:
    return session.scalars(sa.select(table).where(where).order_by(table.number))
