"""Tables of consignment, outright purchase, customers and what is owed."""

from coop_app.sales.models.trade.consignment import ConsignmentAct as ConsignmentAct
from coop_app.sales.models.trade.consignment import ConsignmentMove as ConsignmentMove
from coop_app.sales.models.trade.consignment import ConsignmentPosition as ConsignmentPosition
from coop_app.sales.models.trade.consignment import ConsignmentRate as ConsignmentRate
from coop_app.sales.models.trade.consignment import ConsignmentShop as ConsignmentShop
from coop_app.sales.models.trade.parties import Customer as Customer
from coop_app.sales.models.trade.parties import TradePayment as TradePayment
from coop_app.sales.models.trade.parties import TradeQueue as TradeQueue
from coop_app.sales.models.trade.produce import ProduceLine as ProduceLine
from coop_app.sales.models.trade.produce import ProducePurchase as ProducePurchase
