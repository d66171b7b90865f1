"""What can be done with loans."""

from coop_app.loans.service.applications import apply as apply
from coop_app.loans.service.approving import approve as approve
from coop_app.loans.service.approving import recommend as recommend
from coop_app.loans.service.disbursing import disburse as disburse
from coop_app.loans.service.products import NewTerms as NewTerms
from coop_app.loans.service.products import add_product as add_product
from coop_app.loans.service.products import set_terms as set_terms
from coop_app.loans.service.schedules import NewVersion as NewVersion
from coop_app.loans.service.schedules import write_schedule as write_schedule
