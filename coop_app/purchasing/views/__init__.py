"""The pages of collective purchase."""

from coop_app.purchasing.views.blueprint import bp as bp
from coop_app.purchasing.views.receiving import seconds as seconds
from coop_app.purchasing.views.receiving.handing import advances as advances
from coop_app.purchasing.views.receiving.handing import delivering as delivering
from coop_app.purchasing.views.receiving.handing import dispatching as dispatching
from coop_app.purchasing.views.receiving.handing import fetched as fetched
from coop_app.purchasing.views.receiving.handing import invoices as invoices
from coop_app.purchasing.views.receiving.handing import settling as settling
from coop_app.purchasing.views.receiving.handing import sharing as sharing
from coop_app.purchasing.views.receiving.supplying import claims as claims
from coop_app.purchasing.views.receiving.supplying import later as later
from coop_app.purchasing.views.receiving.supplying import payables as payables
from coop_app.purchasing.views.receiving.supplying import paying as paying
from coop_app.purchasing.views.receiving.supplying import receipts as receipts
from coop_app.purchasing.views.receiving.supplying import undoing as undoing
from coop_app.purchasing.views.rounds import acting as acting
from coop_app.purchasing.views.rounds import own as own
from coop_app.purchasing.views.rounds import placing as placing
from coop_app.purchasing.views.rounds import planning as planning
from coop_app.purchasing.views.rounds import rounds as rounds
from coop_app.purchasing.views.rounds import sheets as sheets
from coop_app.purchasing.views.supply import needs as needs
from coop_app.purchasing.views.supply import suppliers as suppliers
