"""The pages of loans."""

from coop_app.loans.views.blueprint import bp as bp
from coop_app.loans.views.lending import applications as applications
from coop_app.loans.views.lending import collateral as collateral
from coop_app.loans.views.lending import deciding as deciding
from coop_app.loans.views.lending import loans as loans
from coop_app.loans.views.lending import offers as offers
from coop_app.loans.views.lending import products as products
from coop_app.loans.views.lending import takeovers as takeovers
from coop_app.loans.views.lending.paying_out import cancelling as cancelling
from coop_app.loans.views.lending.paying_out import payouts as payouts
from coop_app.loans.views.lending.paying_out import receipts as receipts
from coop_app.loans.views.paying import card as card
from coop_app.loans.views.paying import counter as counter
from coop_app.loans.views.paying import on_loan as on_loan
from coop_app.loans.views.paying import payments as payments
from coop_app.loans.views.paying import rescheduling as rescheduling
from coop_app.loans.views.paying import settling as settling
from coop_app.loans.views.paying import sheets as sheets
from coop_app.loans.views.portfolio import agreeing as agreeing
from coop_app.loans.views.portfolio import comparing as comparing
from coop_app.loans.views.portfolio import lists as lists
from coop_app.loans.views.portfolio import losses as losses
from coop_app.loans.views.portfolio import month_end as month_end
from coop_app.loans.views.portfolio import policy as policy
from coop_app.loans.views.portfolio import recovering as recovering
from coop_app.loans.views.portfolio import risk as risk
