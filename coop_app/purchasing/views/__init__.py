"""The pages of collective purchase."""

from coop_app.purchasing.views.blueprint import bp as bp
