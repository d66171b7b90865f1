import pytest

from coop_app.auth.sealing import SealBrokenError, fingerprint, seal, unseal

KEY = "1f" * 32


def test_what_is_sealed_opens_with_key_and_use() -> None:
    sealed = seal("3307014101900001", identity_key=KEY, use="nik")
    assert "3307" not in sealed
    assert unseal(sealed, identity_key=KEY, use="nik") == "3307014101900001"


def test_the_same_number_seals_differently_but_is_found() -> None:
    assert seal("1", identity_key=KEY, use="nik") != seal("1", identity_key=KEY, use="nik")
    assert fingerprint("1", identity_key=KEY, use="nik") == fingerprint(
        "1", identity_key=KEY, use="nik"
    )
    assert fingerprint("1", identity_key=KEY, use="nik") != fingerprint(
        "1", identity_key=KEY, use="totp"
    )
    assert fingerprint("1", identity_key=KEY, use="nik") != fingerprint(
        "1", identity_key="x", use="nik"
    )


@pytest.mark.parametrize("key, use", [("2f" * 32, "nik"), (KEY, "totp")])
def test_another_key_or_use_opens_nothing(key: str, use: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(seal("1", identity_key=KEY, use="nik"), identity_key=key, use=use)


@pytest.mark.parametrize("place", [0, 5, 20, -3])
def test_a_changed_letter_is_noticed(place: int) -> None:
    sealed = seal("3307014101900001", identity_key=KEY, use="nik")
    letters = list(sealed)
    letters[place] = "A" if letters[place] != "A" else "B"
    with pytest.raises(SealBrokenError):
        unseal("".join(letters), identity_key=KEY, use="nik")


@pytest.mark.parametrize("text", ["", "x", "====", "ñ", "AQID"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(text, identity_key=KEY, use="nik")
