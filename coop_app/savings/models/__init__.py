"""Tables of savings."""

from coop_app.savings.models.acts import DuesMonth as DuesMonth
from coop_app.savings.models.acts import SavingsAct as SavingsAct
from coop_app.savings.models.acts import SavingsActLine as SavingsActLine
from coop_app.savings.models.acts import SavingsPassbook as SavingsPassbook
from coop_app.savings.models.acts import SavingsProduct as SavingsProduct
from coop_app.savings.models.acts import SavingsTerm as SavingsTerm
from coop_app.savings.models.deposits import DepositAct as DepositAct
from coop_app.savings.models.deposits import DepositProduct as DepositProduct
from coop_app.savings.models.deposits import DepositRate as DepositRate
from coop_app.savings.models.deposits import TimeDeposit as TimeDeposit
from coop_app.savings.models.holds import SavingsGoal as SavingsGoal
from coop_app.savings.models.holds import SavingsHold as SavingsHold
from coop_app.savings.models.interest import SavingsInterest as SavingsInterest
from coop_app.savings.models.interest import SavingsRate as SavingsRate
from coop_app.savings.models.interest import SavingsRateTier as SavingsRateTier
from coop_app.savings.models.interest import SavingsTaxSlip as SavingsTaxSlip
