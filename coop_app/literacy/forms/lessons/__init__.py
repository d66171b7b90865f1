"""What is typed and tapped in a lesson."""

from coop_app.literacy.forms.lessons.after import CertificateForm as CertificateForm
from coop_app.literacy.forms.lessons.after import FollowUpForm as FollowUpForm
from coop_app.literacy.forms.lessons.after import PromiseForm as PromiseForm
from coop_app.literacy.forms.lessons.after import WithdrawForm as WithdrawForm
from coop_app.literacy.forms.lessons.room import AnswerForm as AnswerForm
from coop_app.literacy.forms.lessons.room import HandsForm as HandsForm
from coop_app.literacy.forms.lessons.room import MoveForm as MoveForm
from coop_app.literacy.forms.lessons.room import hands_in as hands_in
from coop_app.literacy.forms.lessons.tests import ChoiceForm as ChoiceForm
from coop_app.literacy.forms.lessons.tests import CorrectionForm as CorrectionForm
from coop_app.literacy.forms.lessons.tests import PaperForm as PaperForm
from coop_app.literacy.forms.lessons.tests import PhaseForm as PhaseForm
from coop_app.literacy.forms.lessons.tests import letters_in as letters_in
