"""The pages of selling."""

from coop_app.sales.views.blueprint import bp as bp
