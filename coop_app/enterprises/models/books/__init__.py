"""Tables of a member's own book: the enterprise, its acts, buyers and lenders, tools."""

from coop_app.enterprises.models.books.acts import BusinessAct as BusinessAct
from coop_app.enterprises.models.books.acts import BusinessTool as BusinessTool
from coop_app.enterprises.models.books.enterprises import BusinessParty as BusinessParty
from coop_app.enterprises.models.books.enterprises import Enterprise as Enterprise
