"""Reading all loans together: how they stand, how they were judged, what a month's end asks for."""

from coop_app.loans.queries.portfolio.history import KeptRow as KeptRow
from coop_app.loans.queries.portfolio.history import Run as Run
from coop_app.loans.queries.portfolio.history import last_run as last_run
from coop_app.loans.queries.portfolio.history import rows_of_run as rows_of_run
from coop_app.loans.queries.portfolio.history import runs as runs
from coop_app.loans.queries.portfolio.judged import Judged as Judged
from coop_app.loans.queries.portfolio.judged import LoanBook as LoanBook
from coop_app.loans.queries.portfolio.judged import loan_book as loan_book
from coop_app.loans.queries.portfolio.judged import policy_on as policy_on
from coop_app.loans.queries.portfolio.losses import Lost as Lost
from coop_app.loans.queries.portfolio.losses import claim_of as claim_of
from coop_app.loans.queries.portfolio.losses import find_write_off as find_write_off
from coop_app.loans.queries.portfolio.losses import left_of as left_of
from coop_app.loans.queries.portfolio.losses import lost_of as lost_of
from coop_app.loans.queries.portfolio.losses import written_off as written_off
from coop_app.loans.queries.portfolio.month import MonthLine as MonthLine
from coop_app.loans.queries.portfolio.month import MonthPlan as MonthPlan
from coop_app.loans.queries.portfolio.month import month_plan as month_plan
from coop_app.loans.queries.portfolio.proof import check_risk as check_risk
