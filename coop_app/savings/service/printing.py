"""How far a passbook is on paper."""

from coop_app import db
from coop_app.members import queries as members
from coop_app.savings.models import SavingsPassbook
from coop_app.savings.rules.payments import Desk
from coop_app.savings.service.recording import queue


def note_printed(*, desk: Desk, member_id: int, seq: int, line: int) -> None:
    """Remember the last printed entry and the paper line it stands on; 0 and 0 begin a new book."""
    members.get_member(desk.cooperative_id, member_id)
    queue(desk, [member_id])
    db.session.expire_all()
    row = db.session.get_one(SavingsPassbook, (desk.cooperative_id, member_id))
    row.printed_seq, row.printed_line = seq, line
    db.session.flush()
