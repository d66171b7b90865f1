"""What is done about interest: a rate is decided, a month is posted, slips are numbered."""

from coop_app.savings.service.interest.parameters import set_parameters as set_parameters
from coop_app.savings.service.interest.posting import Batch as Batch
from coop_app.savings.service.interest.posting import entry_day as entry_day
from coop_app.savings.service.interest.posting import post_interest as post_interest
from coop_app.savings.service.interest.rates import set_rate as set_rate
from coop_app.savings.service.interest.slips import Share as Share
from coop_app.savings.service.interest.slips import take_turn as take_turn
from coop_app.savings.service.interest.slips import taxed as taxed
from coop_app.savings.service.interest.slips import write_shares as write_shares
