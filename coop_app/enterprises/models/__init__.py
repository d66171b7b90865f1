"""The tables of members' enterprises."""

from coop_app.enterprises.models.books import BusinessAct as BusinessAct
from coop_app.enterprises.models.books import BusinessParty as BusinessParty
from coop_app.enterprises.models.books import BusinessTool as BusinessTool
from coop_app.enterprises.models.books import Enterprise as Enterprise
from coop_app.enterprises.models.workshop import EnterpriseAcceptance as EnterpriseAcceptance
from coop_app.enterprises.models.workshop import EnterpriseItemLink as EnterpriseItemLink
from coop_app.enterprises.models.workshop import Outlet as Outlet
from coop_app.enterprises.models.workshop import OutletAct as OutletAct
from coop_app.enterprises.models.workshop import OutletMove as OutletMove
from coop_app.enterprises.models.workshop import OutletStock as OutletStock
from coop_app.enterprises.models.workshop import ProductionBatch as ProductionBatch
from coop_app.enterprises.models.workshop import ProductionCost as ProductionCost
from coop_app.enterprises.models.workshop import ProductionUse as ProductionUse
from coop_app.enterprises.models.workshop import Recipe as Recipe
from coop_app.enterprises.models.workshop import RecipeCost as RecipeCost
from coop_app.enterprises.models.workshop import RecipePart as RecipePart
from coop_app.enterprises.models.workshop import RecipeVersion as RecipeVersion
from coop_app.enterprises.models.workshop import StockAct as StockAct
