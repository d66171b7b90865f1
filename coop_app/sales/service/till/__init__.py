"""What is done at the till."""

from coop_app.sales.service.till.closing import close_day as close_day
from coop_app.sales.service.till.deciding import Note as Note
from coop_app.sales.service.till.deciding import decide as decide
from coop_app.sales.service.till.returning import decide_return as decide_return
from coop_app.sales.service.till.returning import take_back as take_back
from coop_app.sales.service.till.selling import sell as sell
from coop_app.sales.service.till.settings import NewCode as NewCode
from coop_app.sales.service.till.settings import choose_places as choose_places
from coop_app.sales.service.till.settings import set_fee as set_fee
from coop_app.sales.service.till.settings import store_code as store_code
