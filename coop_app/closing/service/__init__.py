"""What closing does: one verb, one function; the caller's transaction keeps it or not."""

from coop_app.closing.service.instructions import begin_run as begin_run
from coop_app.closing.service.instructions import instruct as instruct
from coop_app.closing.service.instructions import revoke as revoke
from coop_app.closing.service.instructions import run_one as run_one
from coop_app.closing.service.leaving import leave as leave
from coop_app.closing.service.leaving import settlement_entry as settlement_entry
from coop_app.closing.service.refunds import pay_refund as pay_refund
from coop_app.closing.service.refunds import refund_entry as refund_entry
from coop_app.closing.service.refunds import reverse_refund as reverse_refund
