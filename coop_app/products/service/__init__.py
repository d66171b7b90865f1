"""What is done to items and stock; moves only through `take_in`, `take_out`, `add_cost` and `record`."""

from coop_app.products.service.documents import entry_of as entry_of
from coop_app.products.service.documents import preview as preview
from coop_app.products.service.documents import record as record
from coop_app.products.service.items import add_item as add_item
from coop_app.products.service.items import change_item as change_item
from coop_app.products.service.items import set_price as set_price
from coop_app.products.service.items import switch_item as switch_item
from coop_app.products.service.moving import add_cost as add_cost
from coop_app.products.service.moving import take_in as take_in
from coop_app.products.service.moving import take_out as take_out
from coop_app.products.service.moving import would_take_in as would_take_in
from coop_app.products.service.moving import would_take_out as would_take_out
from coop_app.products.service.places import Moved as Moved
from coop_app.products.service.places import lock as lock
from coop_app.products.service.places import subject_of as subject_of
from coop_app.products.service.points import add_point as add_point
from coop_app.products.service.points import change_point as change_point
from coop_app.products.service.points import group_point as group_point
from coop_app.products.service.points import office as office
from coop_app.products.service.points import switch_point as switch_point
