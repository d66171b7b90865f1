"""Where a loan stands on a day: what is unpaid, what is owed, how late it is."""

from coop_app.loans.rules.position.dividing import Division as Division
from coop_app.loans.rules.position.dividing import Share as Share
from coop_app.loans.rules.position.dividing import divide as divide
from coop_app.loans.rules.position.quoting import Quote as Quote
from coop_app.loans.rules.position.quoting import pay_off as pay_off
from coop_app.loans.rules.position.quoting import quote_of as quote_of
from coop_app.loans.rules.position.rows import Allocated as Allocated
from coop_app.loans.rules.position.rows import Piece as Piece
from coop_app.loans.rules.position.rows import Row as Row
from coop_app.loans.rules.position.standing import Position as Position
from coop_app.loans.rules.position.standing import RowState as RowState
from coop_app.loans.rules.position.standing import Unpaid as Unpaid
from coop_app.loans.rules.position.standing import position_on as position_on
