"""What is done in a workshop: one verb, one function; the caller's transaction keeps it or not."""

from coop_app.enterprises.service.workshop.batches import produce as produce
from coop_app.enterprises.service.workshop.outlets import add_outlet as add_outlet
from coop_app.enterprises.service.workshop.outlets import leave as leave
from coop_app.enterprises.service.workshop.outlets import report as report
from coop_app.enterprises.service.workshop.proposals import accept as accept
from coop_app.enterprises.service.workshop.proposals import decline as decline
from coop_app.enterprises.service.workshop.proposals import take_back as take_back
from coop_app.enterprises.service.workshop.recipes import write_recipe as write_recipe
from coop_app.enterprises.service.workshop.stock import buy as buy
from coop_app.enterprises.service.workshop.stock import count as count
from coop_app.enterprises.service.workshop.stock import had as had
from coop_app.enterprises.service.workshop.stock import spoil as spoil
from coop_app.enterprises.service.workshop.undoing import take_out as take_out
from coop_app.enterprises.service.workshop.undoing import take_out_unposted as take_out_unposted
