"""Reads of time deposits: products and rates, the register, proof against the ledger."""

from coop_app.savings.queries.time_deposits.certificates import Certificate as Certificate
from coop_app.savings.queries.time_deposits.certificates import Paper as Paper
from coop_app.savings.queries.time_deposits.deposits import deposits_of as deposits_of
from coop_app.savings.queries.time_deposits.deposits import deposits_of_acts as deposits_of_acts
from coop_app.savings.queries.time_deposits.deposits import find_request as find_request
from coop_app.savings.queries.time_deposits.deposits import get_deposit as get_deposit
from coop_app.savings.queries.time_deposits.deposits import get_paper as get_paper
from coop_app.savings.queries.time_deposits.deposits import list_deposits as list_deposits
from coop_app.savings.queries.time_deposits.deposits import names_of as names_of
from coop_app.savings.queries.time_deposits.products import DecidedRate as DecidedRate
from coop_app.savings.queries.time_deposits.products import Product as Product
from coop_app.savings.queries.time_deposits.products import (
    find_product_request as find_product_request,
)
from coop_app.savings.queries.time_deposits.products import find_rate_request as find_rate_request
from coop_app.savings.queries.time_deposits.products import get_product as get_product
from coop_app.savings.queries.time_deposits.products import list_products as list_products
from coop_app.savings.queries.time_deposits.products import list_rates as list_rates
from coop_app.savings.queries.time_deposits.products import rate_on as rate_on
from coop_app.savings.queries.time_deposits.proof import check as check
