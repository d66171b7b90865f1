"""What can be read: goods on consignment, produce, customers and what is owed for goods."""

from coop_app.sales.queries.trade.customers import Customer as Customer
from coop_app.sales.queries.trade.customers import get_customer as get_customer
from coop_app.sales.queries.trade.customers import list_customers as list_customers
from coop_app.sales.queries.trade.dealings import dealings as dealings
from coop_app.sales.queries.trade.debts import owed as owed
from coop_app.sales.queries.trade.lying import agreed_price as agreed_price
from coop_app.sales.queries.trade.lying import on_shelf as on_shelf
from coop_app.sales.queries.trade.proof import check as check
