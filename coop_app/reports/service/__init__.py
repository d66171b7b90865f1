"""Statements to members: offer a month, take down what they say, answer disputes."""

from coop_app.reports.service.answering import Given as Given
from coop_app.reports.service.answering import answer as answer
from coop_app.reports.service.answering import may_reply as may_reply
from coop_app.reports.service.answering import reply as reply
from coop_app.reports.service.offering import Outcome as Outcome
from coop_app.reports.service.offering import offer as offer
