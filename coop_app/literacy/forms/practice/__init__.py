"""Forms of practice and handover."""

from coop_app.literacy.forms.practice.exercises import AnswerForm as AnswerForm
from coop_app.literacy.forms.practice.exercises import PressForm as PressForm
