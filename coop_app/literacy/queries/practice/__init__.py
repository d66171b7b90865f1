"""Reads of practice and handover."""

from coop_app.literacy.queries.practice.handing import Note as Note
from coop_app.literacy.queries.practice.handing import Sitting as Sitting
from coop_app.literacy.queries.practice.handing import get_handover as get_handover
from coop_app.literacy.queries.practice.handing import get_test as get_test
from coop_app.literacy.queries.practice.handing import habits as habits
from coop_app.literacy.queries.practice.handing import handovers as handovers
from coop_app.literacy.queries.practice.handing import known as known
from coop_app.literacy.queries.practice.handing import notes as notes
from coop_app.literacy.queries.practice.handing import sittings as sittings
from coop_app.literacy.queries.practice.progress import Attempt as Attempt
from coop_app.literacy.queries.practice.progress import Learner as Learner
from coop_app.literacy.queries.practice.progress import attempt as attempt
from coop_app.literacy.queries.practice.progress import checks_of as checks_of
from coop_app.literacy.queries.practice.progress import learners as learners
from coop_app.literacy.queries.practice.progress import passed_of as passed_of
from coop_app.literacy.queries.practice.progress import progress as progress
