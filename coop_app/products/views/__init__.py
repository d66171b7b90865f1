"""The pages of products."""

from coop_app.products.views import catalogue as catalogue
from coop_app.products.views.blueprint import bp as bp
from coop_app.products.views.items import points as points
from coop_app.products.views.items import prices as prices
from coop_app.products.views.items import register as register
from coop_app.products.views.stock import acts as acts
from coop_app.products.views.stock import counts as counts
from coop_app.products.views.stock import documents as documents
from coop_app.products.views.stock import lists as lists
from coop_app.products.views.stock import undoing as undoing
