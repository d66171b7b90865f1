"""The pages of the interest on savings: months, rates, tax, slips."""

from coop_app.savings.views.interest import months as months
from coop_app.savings.views.interest import rates as rates
from coop_app.savings.views.interest import tax as tax
