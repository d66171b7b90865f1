"""Tables of closing: leaving members, standing instructions and their runs."""

from coop_app.closing.models.instructions import StandingInstruction as StandingInstruction
from coop_app.closing.models.instructions import StandingItem as StandingItem
from coop_app.closing.models.instructions import StandingRun as StandingRun
from coop_app.closing.models.leaving import ExitLine as ExitLine
from coop_app.closing.models.leaving import ExitPayment as ExitPayment
from coop_app.closing.models.leaving import ExitSettlement as ExitSettlement
