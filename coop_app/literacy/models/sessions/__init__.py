"""Tables: training sessions."""

from coop_app.literacy.models.sessions.participant import Participant as Participant
from coop_app.literacy.models.sessions.session import Attendance as Attendance
from coop_app.literacy.models.sessions.session import AttendanceCorrection as AttendanceCorrection
from coop_app.literacy.models.sessions.session import SessionAct as SessionAct
from coop_app.literacy.models.sessions.session import TrainingSession as TrainingSession
