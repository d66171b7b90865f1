"""Forms of practice and handover."""

from coop_app.literacy.forms.practice.exercises import AnswerForm as AnswerForm
from coop_app.literacy.forms.practice.exercises import PressForm as PressForm
from coop_app.literacy.forms.practice.handing import MinutesForm as MinutesForm
from coop_app.literacy.forms.practice.handing import NoteForm as NoteForm
