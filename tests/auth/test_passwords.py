import pytest

from coop_app.auth import passwords, rules
from coop_app.auth.passwords import PasswordGuessable, PasswordTooLong, PasswordTooShort

CONTEXT = ("sri.wahyuni", "Sri Wahyuni", "Koperasi Purna Migran Sejahtera", "KPMS")


def check(password: str, role: str = rules.BENDAHARA) -> None:
    passwords.check_password(password, role=role, context=CONTEXT, bad=passwords.bad_passwords())


@pytest.mark.parametrize(
    "good",
    [
        "sepeda biru lari pagi", "kuda-laut-naik-becak", "ini kalimat yang panjang sekali",
        "x" * 5 + "abcdefg-qrstu", "пароль мой длинный", "q8#Lm2!vTz0p", "a b c d e f g" * 5,
    ],
)  # fmt: skip
def test_any_long_sentence_will_do(good: str) -> None:
    check(good)


def test_officers_need_more_than_members() -> None:
    check("sepeda b1ru", role=rules.ANGGOTA)
    with pytest.raises(PasswordTooShort) as refusal:
        check("sepeda b1ru")
    assert refusal.value.facts == {"shortest": 12}


def test_as_long_as_a_paragraph_but_not_as_a_book() -> None:
    check("sepeda " * 30)
    with pytest.raises(PasswordTooLong):
        check("sepeda " * 60)


@pytest.mark.parametrize(
    "bad",
    [
        "password1234", "Password1234", "P@ssword1234", "indonesia2024", "INDONESIA2024", "123456789012",
        "bendahara1234", "koperasi2026", "aaaaaaaaaaaa", "abcdefghijklm", "sriwahyuni123", "Sri.Wahyuni.99",
        "kpms-koperasi-2026", "sejahtera2026", "qwertyuiop123", "alhamdulillah1", "bismillah123", "simpanan-koperasi",
        "merdekamerdeka", "akusayangkamu", "111111111111", "1212121212121212",
    ],
)  # fmt: skip
def test_what_a_guesser_tries_first(bad: str) -> None:
    with pytest.raises(PasswordGuessable):
        check(bad)


def test_the_list_is_long_and_speaks_indonesian() -> None:
    words = passwords.bad_passwords()
    assert len(words) >= 3000
    assert {"bismillah123", "sayangku", "password1", "wonosobo1", "qwertyuiop"} <= words


def test_hashes_are_salted_and_of_the_agreed_cost() -> None:
    one, two = passwords.hashed("sepeda biru"), passwords.hashed("sepeda biru")
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(one, "sepeda biru")
    assert not passwords.matches(one, "sepeda biru ")
    assert not passwords.matches("damaged", "sepeda biru")


def test_one_time_passwords_differ_and_pass_the_rules() -> None:
    made = {passwords.one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        check(password)


def test_recovery_codes() -> None:
    codes = passwords.recovery_codes()
    assert len(set(codes)) == 10
    assert all(len(code.replace("-", "")) == 12 for code in codes)
