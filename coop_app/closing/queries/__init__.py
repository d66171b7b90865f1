"""Reads of closing; amounts still owed come from the ledger, papers' facts from the documents."""

from coop_app.closing.queries.figures import sheet_of as sheet_of
from coop_app.closing.queries.leaving import Payment as Payment
from coop_app.closing.queries.leaving import Settlement as Settlement
from coop_app.closing.queries.leaving import all_payable as all_payable
from coop_app.closing.queries.leaving import find_payment as find_payment
from coop_app.closing.queries.leaving import find_settlement as find_settlement
from coop_app.closing.queries.leaving import get_payment as get_payment
from coop_app.closing.queries.leaving import get_settlement as get_settlement
from coop_app.closing.queries.leaving import list_payments as list_payments
from coop_app.closing.queries.leaving import list_settlements as list_settlements
from coop_app.closing.queries.leaving import members_of as members_of
from coop_app.closing.queries.leaving import owed_to as owed_to
from coop_app.closing.queries.leaving import payable_of as payable_of
from coop_app.closing.queries.leaving import receivers_of as receivers_of
from coop_app.closing.queries.proof import check as check
