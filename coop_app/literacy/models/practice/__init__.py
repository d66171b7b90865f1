"""Tables of practice and handover."""

from coop_app.literacy.models.practice.exercises import PracticeAttempt as PracticeAttempt
from coop_app.literacy.models.practice.exercises import PracticeCheck as PracticeCheck
from coop_app.literacy.models.practice.exercises import PracticePass as PracticePass
from coop_app.literacy.models.practice.exercises import PracticeRoom as PracticeRoom
from coop_app.literacy.models.practice.handover import Handover as Handover
from coop_app.literacy.models.practice.handover import HandoverNote as HandoverNote
from coop_app.literacy.models.practice.handover import HandoverTest as HandoverTest
