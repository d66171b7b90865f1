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
from coop_app.literacy.models.tools import KeptCalculation as KeptCalculation
from coop_app.literacy.models.tools import RemittanceQuote as RemittanceQuote
