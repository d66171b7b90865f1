"""The pages of learning with money."""

from coop_app.literacy.views.blueprint import bp as bp
