"""The tables of members' enterprises."""

from coop_app.enterprises.models.books import BusinessAct as BusinessAct
from coop_app.enterprises.models.books import BusinessParty as BusinessParty
from coop_app.enterprises.models.books import BusinessTool as BusinessTool
from coop_app.enterprises.models.books import Enterprise as Enterprise
