"""What the cash book does: one verb, one function."""

from coop_app.cashbook.service.correcting import Correction as Correction
from coop_app.cashbook.service.correcting import check as check
from coop_app.cashbook.service.correcting import correct as correct
from coop_app.cashbook.service.correcting import match_again as match_again
from coop_app.cashbook.service.counting import Count as Count
from coop_app.cashbook.service.counting import count as count
from coop_app.cashbook.service.drafting import Reading as Reading
from coop_app.cashbook.service.drafting import draft as draft
from coop_app.cashbook.service.drafting import read as read
from coop_app.cashbook.service.evidence import attach as attach
from coop_app.cashbook.service.places import add_place as add_place
from coop_app.cashbook.service.posting import Outcome as Outcome
from coop_app.cashbook.service.posting import check_undo as check_undo
from coop_app.cashbook.service.posting import drop_batch as drop_batch
from coop_app.cashbook.service.posting import post_batch as post_batch
from coop_app.cashbook.service.posting import undo_batch as undo_batch
from coop_app.cashbook.service.recording import receive as receive
from coop_app.cashbook.service.recording import spend as spend
from coop_app.cashbook.service.recording import transfer as transfer
from coop_app.members.service.files import Upload as Upload
from coop_app.members.service.files import file_content as file_content
