"""The pages of selling."""

from coop_app.sales.views import till as till
from coop_app.sales.views import trade as trade
from coop_app.sales.views import window as window
from coop_app.sales.views.blueprint import bp as bp
