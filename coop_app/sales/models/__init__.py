"""The tables of selling."""

from coop_app.sales.models.window import ShopWindow as ShopWindow
from coop_app.sales.models.window import WindowConsent as WindowConsent
from coop_app.sales.models.window import WindowItem as WindowItem
from coop_app.sales.models.window import WindowOrder as WindowOrder
from coop_app.sales.models.window import WindowOrderLine as WindowOrderLine
from coop_app.sales.models.window import WindowOrderStep as WindowOrderStep
