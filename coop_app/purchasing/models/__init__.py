"""The tables of collective purchase."""

from coop_app.purchasing.models.results import PurchaseOrder as PurchaseOrder
from coop_app.purchasing.models.results import PurchaseOrderLine as PurchaseOrderLine
from coop_app.purchasing.models.results import RoundAllocation as RoundAllocation
from coop_app.purchasing.models.results import RoundResult as RoundResult
from coop_app.purchasing.models.rounds import PurchaseRound as PurchaseRound
from coop_app.purchasing.models.rounds import RoundItem as RoundItem
from coop_app.purchasing.models.rounds import RoundItemTier as RoundItemTier
from coop_app.purchasing.models.rounds import RoundOrder as RoundOrder
from coop_app.purchasing.models.rounds import RoundOrderAct as RoundOrderAct
from coop_app.purchasing.models.rounds import RoundStep as RoundStep
from coop_app.purchasing.models.suppliers import PurchaseCounter as PurchaseCounter
from coop_app.purchasing.models.suppliers import PurchaseNeed as PurchaseNeed
from coop_app.purchasing.models.suppliers import Supplier as Supplier
from coop_app.purchasing.models.suppliers import SupplierOffer as SupplierOffer
from coop_app.purchasing.models.suppliers import SupplierOfferTier as SupplierOfferTier
