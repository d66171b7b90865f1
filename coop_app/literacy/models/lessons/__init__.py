"""Tables: what the room sees, answers, tests, promises, certificates."""

from coop_app.literacy.models.lessons.certificates import Certificate as Certificate
from coop_app.literacy.models.lessons.certificates import CertificateSeries as CertificateSeries
from coop_app.literacy.models.lessons.knowledge import KnowledgeAnswer as KnowledgeAnswer
from coop_app.literacy.models.lessons.knowledge import KnowledgeCorrection as KnowledgeCorrection
from coop_app.literacy.models.lessons.knowledge import KnowledgePhase as KnowledgePhase
from coop_app.literacy.models.lessons.knowledge import KnowledgeSitting as KnowledgeSitting
from coop_app.literacy.models.lessons.promises import LearningPromise as LearningPromise
from coop_app.literacy.models.lessons.promises import PromiseFollowUp as PromiseFollowUp
from coop_app.literacy.models.lessons.stage import LessonAnswer as LessonAnswer
from coop_app.literacy.models.lessons.stage import LessonHands as LessonHands
from coop_app.literacy.models.lessons.stage import LessonRequest as LessonRequest
from coop_app.literacy.models.lessons.stage import LessonRound as LessonRound
from coop_app.literacy.models.lessons.stage import LessonStage as LessonStage
