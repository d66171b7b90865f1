"""What pages and services read about loans."""

from coop_app.loans.queries.loans import Loan as Loan
from coop_app.loans.queries.loans import Version as Version
from coop_app.loans.queries.loans import Wanted as Wanted
from coop_app.loans.queries.loans import find_request as find_request
from coop_app.loans.queries.loans import get_loan as get_loan
from coop_app.loans.queries.loans import list_loans as list_loans
from coop_app.loans.queries.loans import schedule_of as schedule_of
from coop_app.loans.queries.loans import schedules_of as schedules_of
from coop_app.loans.queries.products import DatedTerms as DatedTerms
from coop_app.loans.queries.products import Product as Product
from coop_app.loans.queries.products import get_product as get_product
from coop_app.loans.queries.products import holidays as holidays
from coop_app.loans.queries.products import list_products as list_products
from coop_app.loans.queries.products import list_terms as list_terms
from coop_app.loans.queries.products import terms_on as terms_on
