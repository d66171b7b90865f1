"""What can be done with loans."""

from coop_app.loans.service.lending.applications import apply as apply
from coop_app.loans.service.lending.approving import approve as approve
from coop_app.loans.service.lending.approving import recommend as recommend
from coop_app.loans.service.lending.disbursing import disburse as disburse
from coop_app.loans.service.lending.products import NewTerms as NewTerms
from coop_app.loans.service.lending.products import add_product as add_product
from coop_app.loans.service.lending.products import set_terms as set_terms
from coop_app.loans.service.schedules import NewVersion as NewVersion
from coop_app.loans.service.schedules import write_schedule as write_schedule
