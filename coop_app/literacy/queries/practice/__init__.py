"""Reads of practice and handover."""

from coop_app.literacy.queries.practice.progress import Attempt as Attempt
from coop_app.literacy.queries.practice.progress import Learner as Learner
from coop_app.literacy.queries.practice.progress import attempt as attempt
from coop_app.literacy.queries.practice.progress import checks_of as checks_of
from coop_app.literacy.queries.practice.progress import learners as learners
from coop_app.literacy.queries.practice.progress import passed_of as passed_of
from coop_app.literacy.queries.practice.progress import progress as progress
