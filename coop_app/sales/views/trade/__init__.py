"""The pages of members' goods, produce, customers and debts for goods."""

from coop_app.sales.views.trade import second as second
from coop_app.sales.views.trade.goods import documents as documents
from coop_app.sales.views.trade.goods import overview as overview
from coop_app.sales.views.trade.goods import owners as owners
from coop_app.sales.views.trade.goods import receiving as receiving
from coop_app.sales.views.trade.goods import settling as settling
from coop_app.sales.views.trade.goods import shops as shops
from coop_app.sales.views.trade.goods import steps as steps
from coop_app.sales.views.trade.goods import terms as terms
from coop_app.sales.views.trade.goods import undoing as undoing
from coop_app.sales.views.trade.owing import customers as customers
from coop_app.sales.views.trade.owing import lists as lists
from coop_app.sales.views.trade.owing import paying as paying
from coop_app.sales.views.trade.produce import buying as buying
from coop_app.sales.views.trade.produce import paying as paying_for_produce  # noqa: F401 - it hangs its pages on bp
