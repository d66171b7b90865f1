"""The pages of products."""

from coop_app.products.views import catalogue as catalogue
from coop_app.products.views.blueprint import bp as bp
