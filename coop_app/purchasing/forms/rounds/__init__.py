"""What is typed about suppliers, rounds and orders."""

from coop_app.purchasing.forms.rounds.acts import CancelForm as CancelForm
from coop_app.purchasing.forms.rounds.acts import CloseForm as CloseForm
from coop_app.purchasing.forms.rounds.acts import ExtendForm as ExtendForm
from coop_app.purchasing.forms.rounds.acts import NeedForm as NeedForm
from coop_app.purchasing.forms.rounds.acts import PlaceForm as PlaceForm
from coop_app.purchasing.forms.rounds.orders import OwnOrderForm as OwnOrderForm
from coop_app.purchasing.forms.rounds.orders import SheetForm as SheetForm
from coop_app.purchasing.forms.rounds.orders import SheetRows as SheetRows
from coop_app.purchasing.forms.rounds.orders import read_cells as read_cells
from coop_app.purchasing.forms.rounds.planning import RoundForm as RoundForm
from coop_app.purchasing.forms.rounds.suppliers import OfferForm as OfferForm
from coop_app.purchasing.forms.rounds.suppliers import SupplierForm as SupplierForm
