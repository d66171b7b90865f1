"""What is typed on the savings pages, as typed values."""

from coop_app.savings.forms.counter import DepositForm as DepositForm
from coop_app.savings.forms.counter import ReversalForm as ReversalForm
from coop_app.savings.forms.counter import WithdrawalForm as WithdrawalForm
from coop_app.savings.forms.openings import OpeningForm as OpeningForm
from coop_app.savings.forms.products import MinimumForm as MinimumForm
from coop_app.savings.forms.products import TermForm as TermForm
from coop_app.savings.forms.savers import GoalForm as GoalForm
from coop_app.savings.forms.savers import HoldForm as HoldForm
from coop_app.savings.forms.savers import PassbookForm as PassbookForm
from coop_app.savings.forms.savers import ReleaseForm as ReleaseForm
from coop_app.savings.forms.sheets import SHEET_KINDS as SHEET_KINDS
from coop_app.savings.forms.sheets import SheetForm as SheetForm
from coop_app.savings.forms.sheets import SheetRows as SheetRows
from coop_app.savings.forms.sheets import read_cells as read_cells
