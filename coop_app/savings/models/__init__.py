"""Tables of savings."""

from coop_app.savings.models.acts import DuesMonth as DuesMonth
from coop_app.savings.models.acts import SavingsAct as SavingsAct
from coop_app.savings.models.acts import SavingsActLine as SavingsActLine
from coop_app.savings.models.acts import SavingsPassbook as SavingsPassbook
from coop_app.savings.models.acts import SavingsProduct as SavingsProduct
from coop_app.savings.models.acts import SavingsTerm as SavingsTerm
from coop_app.savings.models.holds import SavingsGoal as SavingsGoal
from coop_app.savings.models.holds import SavingsHold as SavingsHold
