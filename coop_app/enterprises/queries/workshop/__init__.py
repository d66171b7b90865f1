"""Reading a workshop: recipes, batches, goods elsewhere, proposals."""

from coop_app.enterprises.queries.workshop.batches import Batch as Batch
from coop_app.enterprises.queries.workshop.batches import get_batch as get_batch
from coop_app.enterprises.queries.workshop.batches import list_batches as list_batches
from coop_app.enterprises.queries.workshop.recipes import Recipe as Recipe
from coop_app.enterprises.queries.workshop.recipes import get_recipe as get_recipe
from coop_app.enterprises.queries.workshop.recipes import get_version as get_version
from coop_app.enterprises.queries.workshop.recipes import list_recipes as list_recipes
from coop_app.enterprises.queries.workshop.recipes import versions_of as versions_of
