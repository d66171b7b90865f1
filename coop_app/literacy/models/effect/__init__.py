"""Tables of pillars, equipment grants, mentoring visits and other activities."""

from coop_app.literacy.models.effect.pillars import Pillar as Pillar
from coop_app.literacy.models.effect.pillars import PillarActivity as PillarActivity
from coop_app.literacy.models.effect.pillars import PillarTag as PillarTag
from coop_app.literacy.models.effect.visits import EquipmentGrant as EquipmentGrant
from coop_app.literacy.models.effect.visits import GrantCondition as GrantCondition
from coop_app.literacy.models.effect.visits import MentoringVisit as MentoringVisit
from coop_app.literacy.models.effect.visits import VisitDone as VisitDone
