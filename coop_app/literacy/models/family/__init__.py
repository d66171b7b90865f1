"""Tables: a household's budget."""

from coop_app.literacy.models.family.budgets import FamilyEnvelope as FamilyEnvelope
from coop_app.literacy.models.family.budgets import FamilyNote as FamilyNote
from coop_app.literacy.models.family.budgets import FamilyPeriod as FamilyPeriod
from coop_app.literacy.models.family.budgets import FamilyPlan as FamilyPlan
from coop_app.literacy.models.family.households import FamilyConsent as FamilyConsent
from coop_app.literacy.models.family.households import FamilyLink as FamilyLink
from coop_app.literacy.models.family.households import Household as Household
from coop_app.literacy.models.family.households import HouseholdInvite as HouseholdInvite
from coop_app.literacy.models.family.households import HouseholdPerson as HouseholdPerson
