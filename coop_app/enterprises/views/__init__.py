"""The pages of members' enterprises."""

from coop_app.enterprises.views.blueprint import bp as bp
from coop_app.enterprises.views.books import home as home
from coop_app.enterprises.views.books import opening as opening
from coop_app.enterprises.views.books import selling as selling
from coop_app.enterprises.views.books.money import entering as entering
from coop_app.enterprises.views.books.money import equipment as equipment
from coop_app.enterprises.views.books.money import owing as owing
from coop_app.enterprises.views.books.reading import diary as diary
from coop_app.enterprises.views.books.reading import notes as notes
from coop_app.enterprises.views.books.reading import statements as statements
from coop_app.enterprises.views.books.reading import tax as tax
from coop_app.enterprises.views.books.reading import undoing as undoing
from coop_app.enterprises.views.books.reading import year as year
from coop_app.enterprises.views.workshop import batches as batches
from coop_app.enterprises.views.workshop import goods as goods
from coop_app.enterprises.views.workshop import outlets as outlets
from coop_app.enterprises.views.workshop import proposals as proposals
from coop_app.enterprises.views.workshop import recipes as recipes
from coop_app.enterprises.views.workshop import reporting as reporting
from coop_app.enterprises.views.workshop import stocking as stocking
