"""Tables of an enterprise's workshop: recipes, batches, goods elsewhere, proposals of the cooperative."""

from coop_app.enterprises.models.workshop.batches import ProductionBatch as ProductionBatch
from coop_app.enterprises.models.workshop.batches import ProductionCost as ProductionCost
from coop_app.enterprises.models.workshop.batches import ProductionUse as ProductionUse
from coop_app.enterprises.models.workshop.outlets import Outlet as Outlet
from coop_app.enterprises.models.workshop.outlets import OutletAct as OutletAct
from coop_app.enterprises.models.workshop.outlets import OutletMove as OutletMove
from coop_app.enterprises.models.workshop.outlets import OutletStock as OutletStock
from coop_app.enterprises.models.workshop.proposals import (
    EnterpriseAcceptance as EnterpriseAcceptance,
)
from coop_app.enterprises.models.workshop.proposals import EnterpriseItemLink as EnterpriseItemLink
from coop_app.enterprises.models.workshop.recipes import Recipe as Recipe
from coop_app.enterprises.models.workshop.recipes import RecipeCost as RecipeCost
from coop_app.enterprises.models.workshop.recipes import RecipePart as RecipePart
from coop_app.enterprises.models.workshop.recipes import RecipeVersion as RecipeVersion
from coop_app.enterprises.models.workshop.stock import StockAct as StockAct
