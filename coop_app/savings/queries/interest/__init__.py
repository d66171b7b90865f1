"""Reads of the interest on savings: dated rates, a month of all members, what was posted, slips."""

from coop_app.savings.queries.interest.months import InterestMonth as InterestMonth
from coop_app.savings.queries.interest.months import InterestRow as InterestRow
from coop_app.savings.queries.interest.months import interest_month as interest_month
from coop_app.savings.queries.interest.months import interest_row as interest_row
from coop_app.savings.queries.interest.posted import PostedInterest as PostedInterest
from coop_app.savings.queries.interest.posted import TaxSlip as TaxSlip
from coop_app.savings.queries.interest.posted import by_member as by_member
from coop_app.savings.queries.interest.posted import get_slip as get_slip
from coop_app.savings.queries.interest.posted import newest_revision as newest_revision
from coop_app.savings.queries.interest.posted import of_member as of_member
from coop_app.savings.queries.interest.posted import of_month as of_month
from coop_app.savings.queries.interest.posted import paid_through as paid_through
from coop_app.savings.queries.interest.posted import posted_between as posted_between
from coop_app.savings.queries.interest.posted import postings_by_id as postings_by_id
from coop_app.savings.queries.interest.posted import slips_of as slips_of
from coop_app.savings.queries.interest.posted import withheld_in as withheld_in
from coop_app.savings.queries.interest.rates import DecidedRate as DecidedRate
from coop_app.savings.queries.interest.rates import cap_on as cap_on
from coop_app.savings.queries.interest.rates import find_rate_request as find_rate_request
from coop_app.savings.queries.interest.rates import list_rates as list_rates
from coop_app.savings.queries.interest.rates import tax_on as tax_on
from coop_app.savings.queries.interest.rates import terms_in as terms_in
