"""Tables of loans."""

from coop_app.loans.models.loans import Loan as Loan
from coop_app.loans.models.loans import LoanInstalment as LoanInstalment
from coop_app.loans.models.loans import LoanSchedule as LoanSchedule
from coop_app.loans.models.loans import LoanStep as LoanStep
from coop_app.loans.models.payments import LoanAllocation as LoanAllocation
from coop_app.loans.models.payments import LoanPayment as LoanPayment
from coop_app.loans.models.payments import LoanRescheduling as LoanRescheduling
from coop_app.loans.models.products import LoanHoliday as LoanHoliday
from coop_app.loans.models.products import LoanProduct as LoanProduct
from coop_app.loans.models.products import LoanTerm as LoanTerm
from coop_app.loans.models.requests import LoanBudgetLine as LoanBudgetLine
from coop_app.loans.models.requests import LoanBudgetSource as LoanBudgetSource
from coop_app.loans.models.requests import LoanCollateral as LoanCollateral
from coop_app.loans.models.requests import LoanDocument as LoanDocument
from coop_app.loans.models.requests import LoanGuarantor as LoanGuarantor
from coop_app.loans.models.risk import LoanClassRow as LoanClassRow
from coop_app.loans.models.risk import LoanMonth as LoanMonth
from coop_app.loans.models.risk import LoanMonthRun as LoanMonthRun
from coop_app.loans.models.risk import LoanWriteOff as LoanWriteOff
