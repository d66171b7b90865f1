"""The pages of time deposits: register, placing, what is due, ending, products."""

from coop_app.savings.views.time_deposits import ending as ending
from coop_app.savings.views.time_deposits import placing as placing
from coop_app.savings.views.time_deposits import printing as printing
from coop_app.savings.views.time_deposits import products as products
from coop_app.savings.views.time_deposits import register as register
from coop_app.savings.views.time_deposits import second as second
