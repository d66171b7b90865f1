"""What is done to suppliers, rounds and orders; the caller's transaction keeps it or not."""

from coop_app.purchasing.service.rounds.closing import close as close
from coop_app.purchasing.service.rounds.life import cancel as cancel
from coop_app.purchasing.service.rounds.life import extend as extend
from coop_app.purchasing.service.rounds.life import lock as lock
from coop_app.purchasing.service.rounds.life import open_round as open_round
from coop_app.purchasing.service.rounds.life import take as take
from coop_app.purchasing.service.rounds.needs import NewNeed as NewNeed
from coop_app.purchasing.service.rounds.needs import note_need as note_need
from coop_app.purchasing.service.rounds.needs import take_needs_in as take_needs_in
from coop_app.purchasing.service.rounds.needs import withdraw_need as withdraw_need
from coop_app.purchasing.service.rounds.numbers import next_number as next_number
from coop_app.purchasing.service.rounds.ordering import Tap as Tap
from coop_app.purchasing.service.rounds.ordering import order as order
from coop_app.purchasing.service.rounds.placing import Placing as Placing
from coop_app.purchasing.service.rounds.placing import place as place
from coop_app.purchasing.service.rounds.planning import change_round as change_round
from coop_app.purchasing.service.rounds.planning import plan_round as plan_round
from coop_app.purchasing.service.rounds.suppliers import add_offer as add_offer
from coop_app.purchasing.service.rounds.suppliers import add_supplier as add_supplier
from coop_app.purchasing.service.rounds.suppliers import change_supplier as change_supplier
from coop_app.purchasing.service.rounds.suppliers import end_supplier as end_supplier
