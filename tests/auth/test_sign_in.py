"""Signing in: guessing, sessions, the second factor; with a clock of our own."""

from datetime import timedelta

import pyotp
import pytest

from coop_app import db
from coop_app.auth import queries, rules, service
from coop_app.auth.service import second_factor as factor
from coop_app.auth.service.people import WrongPassword
from coop_app.db import transaction
from tests.auth.conftest import NOW

KEY = "1f" * 32
HOME = service.Where("10.0.0.5", "Firefox/140 Windows")
AWAY = service.Where("203.0.113.9", "curl")
GOOD = "sepeda biru lari pagi"


@pytest.fixture
def sri(coop: int) -> int:
    new = service.NewUser("sri", rules.BENDAHARA, "Sri Wahyuni")
    with transaction():
        return service.add_user(new, cooperative_id=coop, by=None, now=NOW, password=GOOD)[0]


def enter(
    name: str = "sri",
    *,
    password: str = GOOD,
    where: service.Where = HOME,
    after: timedelta = timedelta(0),
) -> service.Opened | None:
    now = NOW + after
    proven = service.proves(name, password=password, now=now)
    with transaction():
        return service.sign_in(name, proven=proven, where=where, now=now)


def fail(times: int, where: service.Where = HOME, *, after: timedelta = timedelta(0)) -> None:
    for _ in range(times):
        with transaction():
            service.sign_in("sri", proven=False, where=where, now=NOW + after)


def test_the_right_password_opens_a_session(sri: int) -> None:
    opened = enter(name=" SRI ")
    assert opened is not None
    signed = queries.find_signed(service.token_hash(opened.token))
    assert signed is not None
    assert (signed.user_id, signed.role, signed.stage) == (sri, rules.BENDAHARA, "full")


def test_the_database_keeps_no_token_and_no_password(sri: int) -> None:
    opened = enter()
    assert opened is not None
    kept = db.session.connection().exec_driver_sql("SELECT * FROM user_session").fetchall()
    assert opened.token not in str(kept)
    kept = db.session.connection().exec_driver_sql("SELECT * FROM app_user").fetchall()
    assert GOOD not in str(kept)


def test_every_sign_in_has_its_own_token(sri: int) -> None:
    one, two = enter(), enter()
    assert one is not None
    assert two is not None
    assert len(one.token) >= 43
    assert one.token != two.token


@pytest.mark.parametrize(
    "name, password", [("sri", "salah salah salah"), ("nobody", GOOD), ("", GOOD)]
)
def test_wrong_and_unknown_get_the_same_answer(sri: int, name: str, password: str) -> None:
    assert enter(name, password=password) is None


def test_a_resting_account_gets_the_same_answer_and_loses_its_sessions(coop: int, sri: int) -> None:
    opened = enter()
    assert opened is not None
    facts = {"user_id": sri, "cooperative_id": coop, "by": sri}
    with transaction():
        other = service.NewUser("ketua", rules.KETUA, "Bambang")
        service.add_user(other, cooperative_id=coop, by=sri, now=NOW)
        service.disable(**facts, now=NOW, reason="keluar")
    assert queries.find_signed(service.token_hash(opened.token)) is None
    assert enter() is None
    with transaction():
        service.enable(**facts)
    assert queries.find_signed(service.token_hash(opened.token)) is None
    assert enter() is not None


def test_the_sixth_wrong_try_waits_and_patience_helps(sri: int) -> None:
    fail(5)
    with pytest.raises(rules.TooManyTries):
        enter()
    assert enter(after=timedelta(seconds=16)) is not None


def test_the_wait_grows_and_ends(sri: int) -> None:
    fail(5)
    fail(1, after=timedelta(seconds=16))
    with pytest.raises(rules.TooManyTries):
        enter(after=timedelta(seconds=40))
    assert enter(after=timedelta(seconds=47)) is not None


def test_tries_during_the_wait_do_not_lengthen_it(sri: int) -> None:
    fail(5)
    for second in range(1, 14):
        with pytest.raises(rules.TooManyTries):
            enter(password="x", after=timedelta(seconds=second))
    assert enter(after=timedelta(seconds=16)) is not None


def test_the_count_survives_a_restart(sri: int) -> None:
    fail(5)
    db.session.remove()
    db.engine().dispose()
    with pytest.raises(rules.TooManyTries):
        enter()


def test_an_unknown_name_is_slowed_as_well(sri: int) -> None:
    for _ in range(5):
        enter("nobody")
    with pytest.raises(rules.TooManyTries):
        enter("nobody")


def test_a_stranger_cannot_keep_the_treasurer_out(sri: int) -> None:
    assert enter() is not None
    for number in range(20):
        fail(1, service.Where(f"203.0.113.{number}"), after=timedelta(seconds=1))
    with pytest.raises(rules.TooManyTries):
        enter(where=service.Where("198.51.100.7"), after=timedelta(seconds=2))
    assert enter(after=timedelta(seconds=2)) is not None


def test_a_good_sign_in_makes_up_for_wrong_tries(sri: int) -> None:
    fail(4)
    assert enter(after=timedelta(seconds=1)) is not None
    fail(4, after=timedelta(seconds=2))
    assert enter(after=timedelta(seconds=3)) is not None


def test_a_one_time_password_must_be_changed_and_expires(coop: int) -> None:
    new = service.NewUser("tri", rules.PENGAWAS, "Tri")
    with transaction():
        user_id, password = service.add_user(new, cooperative_id=coop, by=None, now=NOW)
    opened = enter("tri", password=password)
    assert opened is not None
    assert opened.stage == "password"
    assert enter("tri", password=password, after=timedelta(days=8)) is None
    with transaction():
        facts = {"user_id": user_id, "session_id": opened.session_id, "current": None}
        service.change_password(**facts, password=GOOD, now=NOW)
    assert enter("tri", password=password) is None
    assert enter("tri", after=timedelta(days=8)) is not None


def test_signing_out_ends_the_session_for_good(sri: int) -> None:
    opened = enter()
    assert opened is not None
    with transaction():
        service.sign_out(session_id=opened.session_id, now=NOW)
    assert queries.find_signed(service.token_hash(opened.token)) is None


def test_one_can_end_ones_own_sessions_only(coop: int, sri: int) -> None:
    opened = enter()
    assert opened is not None
    with transaction():
        assert not service.end_own_session(session_id=opened.session_id, user_id=sri + 1, now=NOW)
        assert service.end_own_session(session_id=opened.session_id, user_id=sri, now=NOW)
    assert queries.find_signed(service.token_hash(opened.token)) is None


def test_a_new_password_ends_every_other_session(sri: int) -> None:
    phone, laptop = enter(), enter()
    assert phone is not None
    assert laptop is not None
    facts = {"user_id": sri, "session_id": laptop.session_id, "now": NOW}
    with pytest.raises(WrongPassword), transaction():
        service.change_password(**facts, current="salah", password="gunung kopi seribu bintang")
    with transaction():
        service.change_password(**facts, current=GOOD, password="gunung kopi seribu bintang")
    assert queries.find_signed(service.token_hash(phone.token)) is None
    assert queries.find_signed(service.token_hash(laptop.token)) is not None


@pytest.fixture
def phone(sri: int) -> pyotp.TOTP:
    with transaction():
        factor.begin(user_id=sri, identity_key=KEY)
    secret = factor.secret_of(user_id=sri, identity_key=KEY)
    assert secret is not None
    totp = pyotp.TOTP(secret)
    with transaction():
        factor.confirm(user_id=sri, code=totp.at(NOW), identity_key=KEY, now=NOW)
    return totp


def show(sri: int, code: str, after: timedelta) -> bool:
    with transaction():
        return factor.check(user_id=sri, code=code, identity_key=KEY, now=NOW + after)


def test_with_a_second_factor_the_password_is_not_enough(sri: int, phone: pyotp.TOTP) -> None:
    opened = enter(after=timedelta(minutes=1))
    assert opened is not None
    assert opened.stage == "factor"
    later = timedelta(minutes=1)
    assert show(sri, phone.at(NOW + later), later)
    with transaction():
        real = service.show_factor(
            session_id=opened.session_id, shown=True, where=HOME, now=NOW + later
        )
    assert real is not None
    assert real.stage == "full"
    assert queries.find_signed(service.token_hash(opened.token)) is None


def test_a_code_works_once(sri: int, phone: pyotp.TOTP) -> None:
    assert not show(sri, phone.at(NOW), timedelta(0))  # it was used to enrol
    later = timedelta(minutes=1)
    assert show(sri, phone.at(NOW + later), later)
    assert not show(sri, phone.at(NOW + later), later)


def test_a_phone_may_be_one_step_late_and_no_more(sri: int, phone: pyotp.TOTP) -> None:
    code = phone.at(NOW + timedelta(minutes=5))
    assert not show(sri, code, timedelta(minutes=6))
    assert show(sri, code, timedelta(minutes=5, seconds=31))


def test_an_older_code_after_a_newer_one_is_refused(sri: int, phone: pyotp.TOTP) -> None:
    at = timedelta(minutes=5)
    older = phone.at(NOW + at - timedelta(seconds=30))
    assert show(sri, phone.at(NOW + at), at)
    assert not show(sri, older, at)


def test_envelope_codes_work_once_each(sri: int) -> None:
    with transaction():
        codes = factor.renew_codes(user_id=sri, identity_key=KEY)
    assert show(sri, codes[0], timedelta(0))
    assert not show(sri, codes[0], timedelta(0))
    assert show(sri, codes[1].replace("-", " "), timedelta(0))
    assert not show(sri, "000000-000000", timedelta(0))


def test_wrong_codes_are_counted_like_wrong_passwords(sri: int, phone: pyotp.TOTP) -> None:
    opened = enter(after=timedelta(minutes=1))
    assert opened is not None
    facts = {"session_id": opened.session_id, "where": AWAY}
    for _ in range(5):
        with transaction():
            assert service.show_factor(**facts, shown=False, now=NOW) is None
    with pytest.raises(rules.TooManyTries), transaction():
        service.show_factor(**facts, shown=True, now=NOW)


def test_resetting_the_password_does_not_reset_the_phone(
    coop: int, sri: int, phone: pyotp.TOTP
) -> None:
    with transaction():
        password = service.reset_password(user_id=sri, cooperative_id=coop, by=sri, now=NOW)
    opened = enter(password=password, after=timedelta(minutes=1))
    assert opened is not None
    assert opened.stage == "factor"
