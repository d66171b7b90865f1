"""Tables of learning with money."""

from coop_app.literacy.models.family import FamilyConsent as FamilyConsent
from coop_app.literacy.models.family import FamilyEnvelope as FamilyEnvelope
from coop_app.literacy.models.family import FamilyLink as FamilyLink
from coop_app.literacy.models.family import FamilyNote as FamilyNote
from coop_app.literacy.models.family import FamilyPeriod as FamilyPeriod
from coop_app.literacy.models.family import FamilyPlan as FamilyPlan
from coop_app.literacy.models.family import Household as Household
from coop_app.literacy.models.family import HouseholdInvite as HouseholdInvite
from coop_app.literacy.models.family import HouseholdPerson as HouseholdPerson
from coop_app.literacy.models.lessons import Certificate as Certificate
from coop_app.literacy.models.lessons import CertificateSeries as CertificateSeries
from coop_app.literacy.models.lessons import KnowledgeAnswer as KnowledgeAnswer
from coop_app.literacy.models.lessons import KnowledgeCorrection as KnowledgeCorrection
from coop_app.literacy.models.lessons import KnowledgePhase as KnowledgePhase
from coop_app.literacy.models.lessons import KnowledgeSitting as KnowledgeSitting
from coop_app.literacy.models.lessons import LearningPromise as LearningPromise
from coop_app.literacy.models.lessons import LessonAnswer as LessonAnswer
from coop_app.literacy.models.lessons import LessonHands as LessonHands
from coop_app.literacy.models.lessons import LessonRequest as LessonRequest
from coop_app.literacy.models.lessons import LessonRound as LessonRound
from coop_app.literacy.models.lessons import LessonStage as LessonStage
from coop_app.literacy.models.lessons import PromiseFollowUp as PromiseFollowUp
from coop_app.literacy.models.tools import KeptCalculation as KeptCalculation
from coop_app.literacy.models.tools import RemittanceQuote as RemittanceQuote
