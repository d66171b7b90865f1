"""The tables of selling."""

from coop_app.sales.models.till import PaymentFee as PaymentFee
from coop_app.sales.models.till import QrisCode as QrisCode
from coop_app.sales.models.till import Sale as Sale
from coop_app.sales.models.till import SaleLine as SaleLine
from coop_app.sales.models.till import SaleReturn as SaleReturn
from coop_app.sales.models.till import SaleReturnLine as SaleReturnLine
from coop_app.sales.models.till import Till as Till
from coop_app.sales.models.till import TillClose as TillClose
from coop_app.sales.models.trade import ConsignmentAct as ConsignmentAct
from coop_app.sales.models.trade import ConsignmentMove as ConsignmentMove
from coop_app.sales.models.trade import ConsignmentPosition as ConsignmentPosition
from coop_app.sales.models.trade import ConsignmentRate as ConsignmentRate
from coop_app.sales.models.trade import ConsignmentShop as ConsignmentShop
from coop_app.sales.models.trade import Customer as Customer
from coop_app.sales.models.trade import ProduceLine as ProduceLine
from coop_app.sales.models.trade import ProducePurchase as ProducePurchase
from coop_app.sales.models.trade import TradePayment as TradePayment
from coop_app.sales.models.trade import TradeQueue as TradeQueue
from coop_app.sales.models.window import ShopWindow as ShopWindow
from coop_app.sales.models.window import WindowConsent as WindowConsent
from coop_app.sales.models.window import WindowItem as WindowItem
from coop_app.sales.models.window import WindowOrder as WindowOrder
from coop_app.sales.models.window import WindowOrderLine as WindowOrderLine
from coop_app.sales.models.window import WindowOrderStep as WindowOrderStep
