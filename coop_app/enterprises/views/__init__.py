"""The pages of members' enterprises."""

from coop_app.enterprises.views.blueprint import bp as bp
