"""The pages of collective purchase."""

from coop_app.purchasing.views.blueprint import bp as bp
from coop_app.purchasing.views.rounds import acting as acting
from coop_app.purchasing.views.rounds import own as own
from coop_app.purchasing.views.rounds import placing as placing
from coop_app.purchasing.views.rounds import planning as planning
from coop_app.purchasing.views.rounds import rounds as rounds
from coop_app.purchasing.views.rounds import sheets as sheets
from coop_app.purchasing.views.supply import needs as needs
from coop_app.purchasing.views.supply import suppliers as suppliers
