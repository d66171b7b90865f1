"""What the cash book does: one verb, one function."""

from coop_app.cashbook.service.counting import Count as Count
from coop_app.cashbook.service.counting import count as count
from coop_app.cashbook.service.evidence import Upload as Upload
from coop_app.cashbook.service.evidence import attach as attach
from coop_app.cashbook.service.evidence import file_content as file_content
from coop_app.cashbook.service.places import add_place as add_place
from coop_app.cashbook.service.recording import receive as receive
from coop_app.cashbook.service.recording import spend as spend
from coop_app.cashbook.service.recording import transfer as transfer
