"""What is done to time deposits: offered, placed, paid interest, extended, paid out, broken."""

from coop_app.savings.service.time_deposits.ending import Ending as Ending
from coop_app.savings.service.time_deposits.ending import act as act
from coop_app.savings.service.time_deposits.ending import act_as_wished as act_as_wished
from coop_app.savings.service.time_deposits.ending import decide as decide
from coop_app.savings.service.time_deposits.ending import due as due
from coop_app.savings.service.time_deposits.ending import wished as wished
from coop_app.savings.service.time_deposits.placing import Placement as Placement
from coop_app.savings.service.time_deposits.placing import decide_placement as decide_placement
from coop_app.savings.service.time_deposits.placing import drawn as drawn
from coop_app.savings.service.time_deposits.placing import place as place
from coop_app.savings.service.time_deposits.products import add_product as add_product
from coop_app.savings.service.time_deposits.products import offer as offer
from coop_app.savings.service.time_deposits.products import set_rate as set_rate
from coop_app.savings.service.time_deposits.recording import BROKEN as BROKEN
from coop_app.savings.service.time_deposits.recording import INTEREST as INTEREST
from coop_app.savings.service.time_deposits.recording import PAID as PAID
from coop_app.savings.service.time_deposits.recording import PLACED as PLACED
from coop_app.savings.service.time_deposits.recording import ROLLED as ROLLED
from coop_app.savings.service.time_deposits.recording import Draft as Draft
from coop_app.savings.service.time_deposits.recording import entry_of as entry_of
