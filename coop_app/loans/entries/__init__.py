"""The accountant's pages of loans: each event as debits and credits."""

from coop_app.loans.entries.lending import Borrower as Borrower
from coop_app.loans.entries.lending import Counter as Counter
from coop_app.loans.entries.lending import Opening as Opening
from coop_app.loans.entries.lending import Payout as Payout
from coop_app.loans.entries.lending import disbursement as disbursement
from coop_app.loans.entries.lending import taken_over as taken_over
from coop_app.loans.entries.provisions import MonthEnd as MonthEnd
from coop_app.loans.entries.provisions import Move as Move
from coop_app.loans.entries.provisions import accrual as accrual
from coop_app.loans.entries.provisions import allowance as allowance
from coop_app.loans.entries.provisions import write_off as write_off
from coop_app.loans.entries.repaying import Repaid as Repaid
from coop_app.loans.entries.repaying import Slip as Slip
from coop_app.loans.entries.repaying import recovery as recovery
from coop_app.loans.entries.repaying import repayment as repayment
