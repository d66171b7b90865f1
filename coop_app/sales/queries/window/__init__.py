"""Reads of shop windows, what lies in them and what was ordered."""

from coop_app.sales.queries.window.goods import Goods as Goods
from coop_app.sales.queries.window.goods import candidates as candidates
from coop_app.sales.queries.window.goods import goods_in as goods_in
from coop_app.sales.queries.window.goods import photo_is_public as photo_is_public
from coop_app.sales.queries.window.orders import Order as Order
from coop_app.sales.queries.window.orders import OrderFilter as OrderFilter
from coop_app.sales.queries.window.orders import Step as Step
from coop_app.sales.queries.window.orders import count_new as count_new
from coop_app.sales.queries.window.orders import find_by_token as find_by_token
from coop_app.sales.queries.window.orders import find_order_request as find_order_request
from coop_app.sales.queries.window.orders import get_order as get_order
from coop_app.sales.queries.window.orders import list_orders as list_orders
from coop_app.sales.queries.window.windows import Consent as Consent
from coop_app.sales.queries.window.windows import WindowCard as WindowCard
from coop_app.sales.queries.window.windows import consents as consents
from coop_app.sales.queries.window.windows import find_published as find_published
from coop_app.sales.queries.window.windows import find_published_of as find_published_of
from coop_app.sales.queries.window.windows import find_window as find_window
from coop_app.sales.queries.window.windows import get_window as get_window
from coop_app.sales.queries.window.windows import open_cooperatives as open_cooperatives
from coop_app.sales.queries.window.windows import published as published
from coop_app.sales.queries.window.windows import shown_in as shown_in
from coop_app.sales.queries.window.windows import slug_owner as slug_owner
