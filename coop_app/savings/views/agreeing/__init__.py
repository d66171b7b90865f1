"""Acts on savings that wait for a second person."""

from coop_app.savings.views.agreeing import kinds as kinds
from coop_app.savings.views.agreeing.asks import of_deposit as of_deposit
from coop_app.savings.views.agreeing.asks import of_minimum as of_minimum
from coop_app.savings.views.agreeing.asks import of_openings as of_openings
from coop_app.savings.views.agreeing.asks import of_release as of_release
from coop_app.savings.views.agreeing.asks import of_reversal as of_reversal
from coop_app.savings.views.agreeing.asks import of_sheet as of_sheet
from coop_app.savings.views.agreeing.asks import of_term as of_term
from coop_app.savings.views.agreeing.asks import of_withdrawal as of_withdrawal
