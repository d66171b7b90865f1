"""Who leaves a family: what they showed ends, and they may come back."""

from coop_app import clock
from coop_app.auth import rules
from coop_app.db import transaction
from coop_app.literacy.queries.family.consents import consents_of, running_consent
from coop_app.literacy.queries.family.households import find_person, links_of, persons_of
from coop_app.literacy.service.family import joining, sharing
from coop_app.literacy.service.family.opening import Opened
from coop_app.literacy.service.family.sharing import Shown
from tests.literacy.family.conftest import Hearth
from tests.make import make_member
from tests.make_family import keeper_of, let_in, once
from tests.people import Browser, signed_in


def member_inside(hearth: Hearth) -> tuple[Browser, int, Opened]:
    """A member with an account who has come into Siti's family, shows her payments and agreed."""
    member = hearth.do(make_member, hearth.cooperative_id, hearth.group_id)
    rini = signed_in(hearth.app, hearth.cooperative_id, rules.ANGGOTA, member_id=member.id)
    with hearth.app.app_context():
        opened = let_in(hearth.keeper, "Rini", user_id=rini.user_id)
        show(hearth, opened, member.id)
        with transaction():
            sharing.consent(
                keeper=keeper_of(hearth.cooperative_id, opened, clock.today()), months=3,
                member_id=member.id, agreed=True, words="Kami setuju", request_id=once(),
            )  # fmt: skip
    return rini, member.id, opened


def show(hearth: Hearth, opened: Opened, member_id: int) -> None:
    keeper = keeper_of(hearth.cooperative_id, opened, clock.today())
    shown = Shown(goals=False, payments=True, business=False)
    with transaction():
        sharing.link(keeper=keeper, member_id=member_id, shown=shown)


def take_out(hearth: Hearth, opened: Opened) -> None:
    with hearth.app.app_context(), transaction():
        joining.take_out(keeper=hearth.keeper, person_id=opened.person_id)


def test_a_consent_for_ones_own_loan_ends_with_leaving(hearth: Hearth) -> None:
    """The family's figures are no longer those of the kitchen she lives from."""
    _rini, member_id, opened = member_inside(hearth)
    today = clock.today()
    assert hearth.do(running_consent, hearth.cooperative_id, member_id, today) is not None
    take_out(hearth, opened)
    assert hearth.do(running_consent, hearth.cooperative_id, member_id, today) is None
    (ended,) = hearth.do(consents_of, hearth.opened.household_id)
    assert (ended.withdrawn_on, ended.withdrawn_by) == (today, hearth.opened.person_id)


def test_a_consent_of_somebody_else_stays(hearth: Hearth) -> None:
    _rini, member_id, _opened = member_inside(hearth)
    budi = hearth.do(let_in, hearth.keeper)
    take_out(hearth, budi)
    today = clock.today()
    assert hearth.do(running_consent, hearth.cooperative_id, member_id, today) is not None


def test_who_left_comes_back_and_shows_the_same_account_again(hearth: Hearth) -> None:
    rini, member_id, opened = member_inside(hearth)
    take_out(hearth, opened)
    assert hearth.do(links_of, hearth.opened.household_id) == []
    with hearth.app.app_context():
        again = let_in(hearth.keeper, "Rini", user_id=rini.user_id)
        show(hearth, again, member_id)
        assert [one.member_id for one in links_of(hearth.opened.household_id)] == [member_id]


def test_who_is_inside_already_uses_up_no_link(hearth: Hearth) -> None:
    """A member opens the link meant for her husband: she stays who she is, and he still comes in."""
    rini, _member_id, opened = member_inside(hearth)
    with hearth.app.app_context():
        with transaction():
            key = joining.invite(keeper=hearth.keeper, request_id=once())
        with transaction():
            same = joining.join(
                key=key, name="Rini", request_id=once(), today=clock.today(), user_id=rini.user_id
            )
        assert (same.person_id, same.key) == (opened.person_id, "")
        with transaction():
            his = joining.join(key=key, name="Budi", request_id=once(), today=clock.today())
        names = [one.name for one in persons_of(hearth.opened.household_id)]
        found = find_person(user_id=rini.user_id)
    assert names == ["Siti", "Rini", "Budi"]
    assert found is not None
    assert found.id == opened.person_id != his.person_id
