"""Writing a recipe: a change makes a new version, what was produced keeps its own."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.models import Recipe, RecipeCost, RecipePart, RecipeVersion
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import recipes as queries
from coop_app.enterprises.rules.workshop import recipes as rules
from coop_app.enterprises.rules.workshop.recipes import NewRecipe
from coop_app.enterprises.service.workshop.recording import Asked, asked, items_of, wait_turn


def write_recipe(*, desk: Desk, business: Enterprise, new: NewRecipe, request_id: str) -> int:
    """Keep a recipe as its product's newest version and return its key; a repeated request keeps once.

    Raises `NotAProduct`, `NothingMade`, `NothingUsed`, `PartRepeated`, `PartIsProduct`, `PartNotPositive`,
    `CostUnnamed`, `CostNotPositive`, `DaysWrong`, `LabourWrong`, `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := queries.find_recipe_request(desk.cooperative_id, request_id):
        request.same(earlier[1])
        return earlier[0]
    items = items_of(desk, [new.item_id, *(part.item_id for part in new.parts)])
    rules.check(new, items)
    recipe_id = _recipe(desk, business, new.item_id)
    _version(desk, recipe_id, new, request)
    return recipe_id


def _recipe(desk: Desk, business: Enterprise, item_id: int) -> int:
    query = sa.select(Recipe.id).where(
        Recipe.enterprise_id == business.id, Recipe.item_id == item_id
    )
    if known := session.scalar(query):
        return known
    row = Recipe(
        cooperative_id=desk.cooperative_id, enterprise_id=business.id, item_id=item_id,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def _version(desk: Desk, recipe_id: int, new: NewRecipe, request: Asked) -> None:
    last = session.scalar(
        sa.select(sa.func.max(RecipeVersion.version)).where(RecipeVersion.recipe_id == recipe_id)
    )
    row = RecipeVersion(
        cooperative_id=desk.cooperative_id, recipe_id=recipe_id, version=(last or 0) + 1,
        makes=new.makes, own_minutes=new.own_minutes, hourly_rate=int(new.hourly_rate),
        note=new.note.strip(), request_id=request.request_id, fingerprint=request.fingerprint,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        RecipePart(version_id=row.id, number=n, item_id=part.item_id, quantity=part.quantity)
        for n, part in enumerate(new.parts, 1)
    )
    session.add_all(
        RecipeCost(
            version_id=row.id, number=n, kind=cost.kind, name=cost.name.strip(),
            amount=int(cost.amount), days=cost.days, is_paid=cost.is_paid,
        )
        for n, cost in enumerate(new.costs, 1)
    )  # fmt: skip
    session.flush()
