"""What is done to savings: one verb, one function; the caller's transaction keeps it or not."""

from coop_app.savings.service.admissions import Admission as Admission
from coop_app.savings.service.admissions import admit_with_payment as admit_with_payment
from coop_app.savings.service.admissions import usual_payment as usual_payment
from coop_app.savings.service.agreement import dormant_months as dormant_months
from coop_app.savings.service.deposits import deposit as deposit
from coop_app.savings.service.deposits import entry_of as entry_of
from coop_app.savings.service.deposits import pay_dues as pay_dues
from coop_app.savings.service.deposits import preview as preview
from coop_app.savings.service.holds import free as free
from coop_app.savings.service.holds import place_hold as place_hold
from coop_app.savings.service.holds import register_holder as register_holder
from coop_app.savings.service.holds import release_hold as release_hold
from coop_app.savings.service.marks import note_reversals as note_reversals
from coop_app.savings.service.printing import note_printed as note_printed
from coop_app.savings.service.recording import wait_turn as wait_turn
from coop_app.savings.service.reversals import reverse_act as reverse_act
from coop_app.savings.service.sheets import group_sheet as group_sheet
from coop_app.savings.service.terms import FirstAmounts as FirstAmounts
from coop_app.savings.service.terms import install as install
from coop_app.savings.service.terms import set_minimum as set_minimum
from coop_app.savings.service.terms import set_term as set_term
from coop_app.savings.service.withdrawals import decide_withdrawal as decide_withdrawal
from coop_app.savings.service.withdrawals import withdraw as withdraw
from coop_app.savings.service.withdrawals import withdrawal_entry as withdrawal_entry
