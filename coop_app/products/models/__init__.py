"""Tables of items and their stock."""

from coop_app.products.models.catalogue import ProductBatch as ProductBatch
from coop_app.products.models.catalogue import ProductFacts as ProductFacts
from coop_app.products.models.catalogue import ProductPermit as ProductPermit
from coop_app.products.models.catalogue import ProductPhoto as ProductPhoto
from coop_app.products.models.items import ItemPrice as ItemPrice
from coop_app.products.models.items import ItemRow as ItemRow
from coop_app.products.models.items import ItemUnit as ItemUnit
from coop_app.products.models.items import StockPoint as StockPoint
from coop_app.products.models.reversals import StockReversal as StockReversal
from coop_app.products.models.stock import StockAct as StockAct
from coop_app.products.models.stock import StockActLine as StockActLine
from coop_app.products.models.stock import StockCount as StockCount
from coop_app.products.models.stock import StockCountLine as StockCountLine
from coop_app.products.models.stock import StockMove as StockMove
from coop_app.products.models.stock import StockPosition as StockPosition
