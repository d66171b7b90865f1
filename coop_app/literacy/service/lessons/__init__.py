"""What can be done in a lesson: slides, answers, tests, promises, certificates."""

from coop_app.literacy.service.lessons.answering import answer as answer
from coop_app.literacy.service.lessons.certifying import issue as issue
from coop_app.literacy.service.lessons.certifying import withdraw as withdraw
from coop_app.literacy.service.lessons.promising import follow_up as follow_up
from coop_app.literacy.service.lessons.promising import promise as promise
from coop_app.literacy.service.lessons.stage import count_hands as count_hands
from coop_app.literacy.service.lessons.stage import show as show
from coop_app.literacy.service.lessons.testing import close_phase as close_phase
from coop_app.literacy.service.lessons.testing import correct as correct
from coop_app.literacy.service.lessons.testing import open_phase as open_phase
from coop_app.literacy.service.lessons.testing import take as take
from coop_app.literacy.service.lessons.testing import write_paper as write_paper
